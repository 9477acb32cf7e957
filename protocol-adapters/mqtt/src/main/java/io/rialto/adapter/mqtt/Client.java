package io.rialto.adapter.mqtt;

/**
 * What the client at the other end can do, as it said in CONNECT.
 *
 * @param window how many deliveries it may have unacknowledged, 1–64
 * @param maxPacket bytes of the largest packet it takes
 * @param reasons whether it wants to read why something failed (MQTT 5 §3.1.2.11.7)
 * @param keepAlive seconds it may be silent, 0 for ever
 * @param will null where there is none
 * @param method by which it proved in several turns who it is; null where it did not
 * @param aliases how many topic aliases it takes (MQTT 5 §3.1.2.11.5)
 * @param sessionExpiry seconds that it asked its session to outlive the connection; -1 with MQTT 3.1.1
 */
record Client(
        Protocol protocol,
        String id,
        int window,
        int maxPacket,
        boolean reasons,
        int keepAlive,
        Will will,
        String method,
        int aliases,
        long sessionExpiry) {
    private static final int MAX_WINDOW = 64;
    private static final int V3_WINDOW = 20;

    /** The client of this CONNECT, under the id it uses from now on. */
    static Client of(ConnectPacket connect, String id, int keepAlive) {
        boolean is5 = connect.protocol().is5();
        Properties properties = connect.properties();
        return new Client(
                connect.protocol(),
                id,
                is5 ? (int) Math.min(MAX_WINDOW, properties.number(Property.RECEIVE_MAXIMUM, MAX_WINDOW)) : V3_WINDOW,
                (int) Math.min(Integer.MAX_VALUE, properties.number(Property.MAXIMUM_PACKET_SIZE, Integer.MAX_VALUE)),
                is5 && properties.number(Property.REQUEST_PROBLEM_INFORMATION, 1) == 1,
                keepAlive,
                connect.will(),
                properties.text(Property.AUTH_METHOD),
                (int) properties.number(Property.TOPIC_ALIAS_MAXIMUM, 0),
                is5 ? properties.number(Property.SESSION_EXPIRY, 0) : -1);
    }

    /** The packet of these bytes fits. */
    boolean takes(int bytes) {
        return bytes <= maxPacket;
    }
}
