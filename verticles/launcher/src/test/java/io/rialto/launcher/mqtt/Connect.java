package io.rialto.launcher.mqtt;

import io.rialto.launcher.it.kit.MqttBytes;

/** A CONNECT to be sent, legal unless told otherwise. */
final class Connect {
    private static final int CLEAN = 0x02;
    private static final int WILL = 0x04;
    private static final int WILL_RETAIN = 0x20;
    private static final int PASSWORD = 0x40;
    private static final int USER = 0x80;

    private final Version version;
    private final String clientId;
    private int flags = CLEAN;
    private int keepAlive = 60;
    private Props properties = new Props();
    private Props willProperties = new Props();
    private byte[] will = {};
    private byte[] login = {};

    /** Of a client with clean session or clean start. */
    Connect(Version version, String clientId) {
        this.version = version;
        this.clientId = clientId;
    }

    /** As this account. */
    Connect login(String account, String password) {
        flags |= USER | PASSWORD;
        login = new MqttBytes().text(account).text(password).toByteArray();
        return this;
    }

    /** Without clean session, without clean start. */
    Connect unclean() {
        flags &= ~CLEAN;
        return this;
    }

    /** Unclean, for a session that is kept for an hour. */
    Connect kept() {
        if (version.is5()) {
            properties.four(Props.SESSION_EXPIRY, 3600);
        }
        return unclean();
    }

    /** With this keep alive in seconds. */
    Connect keepAlive(int seconds) {
        keepAlive = seconds;
        return this;
    }

    /** With a will. */
    Connect will(String topic, String text, int qos, boolean retain) {
        flags |= WILL | qos << 3 | (retain ? WILL_RETAIN : 0);
        will = new MqttBytes().text(topic).text(text).toByteArray();
        return this;
    }

    /** With properties of the will. */
    Connect willProperties(Props all) {
        willProperties = all;
        return this;
    }

    /** With properties. */
    Connect properties(Props all) {
        properties = all;
        return this;
    }

    /** With other flags than what follows asks for. */
    Connect flags(int wrong) {
        flags = wrong;
        return this;
    }

    /** The flags as they are. */
    int flags() {
        return flags;
    }

    /** The packet. */
    byte[] bytes() {
        MqttBytes body = new MqttBytes().text("MQTT").bytes(version.level(), flags, keepAlive >> 8, keepAlive & 0xFF);
        if (version.is5()) {
            body.raw(properties.withLength());
        }
        body.text(clientId);
        if (will.length > 0) {
            if (version.is5()) {
                body.raw(willProperties.withLength());
            }
            body.raw(will);
        }
        return body.raw(login).packet(MqttBytes.CONNECT);
    }
}
