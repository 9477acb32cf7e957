package io.rialto.bench.scenario;

import java.util.Locale;

/** The protocols there are load clients for. */
public enum Door {
    /** MQTT over TCP. */
    MQTT("MQTT"),
    /** The native protocol over WebSocket. */
    WEBSOCKET("WebSocket"),
    /** TIM over WebSocket; virtual rooms only. */
    TIM("TIM"),
    /** The big-binary protocol over TCP. */
    BIGBINARY("big-binary"),
    /** The client protocol of core NATS; no scenario names it, it is what NATS is given instead of the scenario's own. */
    NATS("NATS");

    private final String title;

    Door(String title) {
        this.title = title;
    }

    /** What people call it. */
    public String title() {
        return title;
    }

    /** What scenario files call it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
