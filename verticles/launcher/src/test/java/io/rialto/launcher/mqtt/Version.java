package io.rialto.launcher.mqtt;

/** A version of MQTT. */
enum Version {
    MQTT_3_1_1(4, "3.1.1"),
    MQTT_5_0(5, "5.0");

    private final int level;
    private final String title;

    Version(int level, String title) {
        this.level = level;
        this.title = title;
    }

    /** The protocol level in CONNECT. */
    int level() {
        return level;
    }

    /** Its name in the standard. */
    String title() {
        return title;
    }

    /** Whether packets have properties. */
    boolean is5() {
        return this == MQTT_5_0;
    }

    /** Of what a test names for both, what it names for this one. */
    String[] of(Tests tests) {
        return is5() ? tests.v5() : tests.v3();
    }
}
