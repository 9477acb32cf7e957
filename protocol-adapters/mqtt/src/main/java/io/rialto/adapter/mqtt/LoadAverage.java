package io.rialto.adapter.mqtt;

/** How much of something came a minute, averaged over the last minutes (as Mosquitto does it). Confined to one thread. */
final class LoadAverage {
    private static final double MINUTE = 60;

    private final double seconds;
    private double perMinute;

    /** Nothing came; averaged over so many minutes. */
    LoadAverage(int minutes) {
        this.seconds = minutes * MINUTE;
    }

    /** So much came within these seconds: what it is a minute now. */
    double add(long count, double within) {
        double now = count * MINUTE / within;
        perMinute = now + Math.exp(-within / seconds) * (perMinute - now);
        return perMinute;
    }
}
