package io.rialto.adapter.mqtt;

/** What the parts of a connection may ask of it. */
interface Lifeline {
    /** Ends the connection: tells an MQTT 5 client why, then closes. The will is published. */
    void goodbye(int reason);

    /** Reading may go on: looks at what came meanwhile. */
    void goOn();
}
