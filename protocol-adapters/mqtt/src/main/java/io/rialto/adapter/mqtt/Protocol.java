package io.rialto.adapter.mqtt;

/** The versions of MQTT that this door speaks. */
enum Protocol {
    MQTT_3_1_1,
    MQTT_5;

    boolean is5() {
        return this == MQTT_5;
    }
}
