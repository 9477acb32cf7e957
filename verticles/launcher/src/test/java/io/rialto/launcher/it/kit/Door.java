package io.rialto.launcher.it.kit;

/** Where a client connects. */
public enum Door {
    WEBSOCKET,
    MQTT,
    TIM,
    BIGBINARY
}
