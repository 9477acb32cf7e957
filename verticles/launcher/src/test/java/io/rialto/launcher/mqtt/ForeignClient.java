package io.rialto.launcher.mqtt;

import io.rialto.launcher.it.kit.Mailbox;

/** A client that others made. Its calls come back when the server has answered. */
interface ForeignClient extends AutoCloseable {
    /** A message, to be published, as a will, or as it has come. */
    record Message(String topic, String text, int qos, boolean retain) {}

    /** Who made it. */
    enum Make {
        HIVEMQ,
        PAHO;

        /** A client of this make, not connected yet. */
        ForeignClient of(Version version, String clientId, Broker broker) {
            return switch (this) {
                case HIVEMQ ->
                    version.is5() ? new HiveMq5Client(clientId, broker) : new HiveMq3Client(clientId, broker);
                case PAHO -> version.is5() ? new Paho5Client(clientId, broker) : new Paho3Client(clientId, broker);
            };
        }
    }

    /**
     * Connects.
     *
     * @param clean whether with a new session; else with one that is kept
     * @param will null for none
     * @return whether there was a session
     */
    boolean connect(boolean clean, Message will);

    /** Subscribes. */
    void subscribe(String filter, int qos);

    /** Publishes; comes back when that is acknowledged. */
    void publish(Message message);

    /** What has come. */
    Mailbox<Message> arrivals();

    /** Says goodbye. */
    void disconnect();

    @Override
    void close();
}
