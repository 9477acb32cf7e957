package io.rialto.adapter.mqtt;

import io.netty.buffer.ByteBuf;
import io.rialto.config.MqttListenerConfig;
import io.rialto.contract.error.ErrorKind;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.id.Topics;
import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.DurableSession;
import io.rialto.contract.session.DurableWill;
import io.rialto.contract.session.DurableWish;
import io.rialto.contract.session.SignIn;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * A CONNECT that was understood: who asks, with which credentials, what the answer says if core agrees.
 *
 * @param assignedId null where the client chose its own
 * @param serverKeepAlive 0 where the client's own counts
 */
record Login(ConnectPacket connect, String id, String assignedId, int serverKeepAlive) {
    /** Clients that take packets of this size take any CONNACK. */
    private static final int ROOM_FOR_EVERYTHING = 4096;

    private static final String PROTOCOL = "mqtt";
    private static final String PLATFORM = "platform";
    private static final String DEFAULT_PLATFORM = "iot";

    /** A signed token: three parts of base64url, the first of which is a JSON object. */
    private static final Pattern TOKEN = Pattern.compile("eyJ[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    /** No CONNACK of ours has more bytes. */
    private static final int LARGEST_ANSWER = 1024;

    /** Reads a CONNECT; refuses with what its client understands. */
    static Login read(ByteBuf in, MqttListenerConfig config) {
        Protocol protocol = protocol(in);
        try {
            Login login = of(ConnectPacket.read(in, protocol), config);
            login.requireAnswerable(config);
            login.requirePublishable();
            return login;
        } catch (MalformedPacket bad) {
            throw refused(protocol, bad.reason());
        }
    }

    /** The client at the other end. */
    Client client() {
        return Client.of(connect, id, serverKeepAlive == 0 ? connect.keepAlive() : serverKeepAlive);
    }

    /** What core is asked. */
    SignIn signIn(boolean guests, Duration maxExpiry) {
        String platform = connect.properties().user(PLATFORM);
        return new SignIn(
                        credentials(connect.userName(), connect.password()),
                        new DeviceId(id),
                        platform == null ? DEFAULT_PLATFORM : platform,
                        PROTOCOL,
                        guests,
                        new DurableWish(connect.cleanStart(), expiryMillis(maxExpiry), durableWill()))
                .leaving(connect.will() == null ? null : connect.will().place());
    }

    /** How the client proves who it is in several turns; null where it does not. */
    String method() {
        return connect.properties().text(Property.AUTH_METHOD);
    }

    /** What it says first in such turns; null where it waits to be asked. */
    byte[] firstTurn() {
        return connect.properties().bytes(Property.AUTH_DATA);
    }

    /**
     * The CONNACK that lets the client in, with what of its session is durable.
     *
     * @param lastTurn what is said last where the client proved in several turns who it is, else null
     */
    ByteBuf accepted(
            MqttListenerConfig config,
            AccountId account,
            Optional<DurableSession> durable,
            Duration maxExpiry,
            byte[] lastTurn) {
        boolean present = durable.isPresent() && durable.get().present();
        if (!connect.protocol().is5()) {
            return Packets.accepted3(present);
        }
        long asked = connect.properties().number(Property.SESSION_EXPIRY, 0);
        long granted = durable.isEmpty() ? 0 : Math.min(asked, maxExpiry.toSeconds());
        Accepted accepted = new Accepted(
                assignedId,
                serverKeepAlive,
                responses(config.responseTopic(), account),
                granted == asked ? -1 : granted,
                present,
                new Evidence(method(), lastTurn));
        return Packets.accepted5(config, accepted, !client().takes(LARGEST_ANSWER));
    }

    /** How long its session outlives its connection; one of MQTT 3.1.1 does for as long as any. */
    private long expiryMillis(Duration maxExpiry) {
        if (!connect.protocol().is5()) {
            return connect.cleanStart() ? 0 : maxExpiry.toMillis();
        }
        return Math.min(maxExpiry.toMillis(), Will.millis(connect.properties().number(Property.SESSION_EXPIRY, 0)));
    }

    /** Core publishes to channels only, for a client that is not there any more. */
    private DurableWill durableWill() {
        return connect.will() == null ? null : connect.will().durable();
    }

    /** The topic below which its answers are to be sent, where it asks for that (MQTT 5 §3.1.2.11.6); else null. */
    private String responses(String pattern, AccountId account) {
        boolean asked = connect.properties().number(Property.REQUEST_RESPONSE_INFORMATION, 0) == 1;
        if (!asked || account == null || !client().takes(ROOM_FOR_EVERYTHING)) {
            return null;
        }
        String topic = pattern.replace("%u", account.value()).replace("%c", id);
        return !topic.isEmpty() && !Topics.isWildcard(topic) ? topic : null;
    }

    /** What a user name with a password proves; either may be null. */
    static Credentials credentials(String userName, byte[] password) {
        String secret = password == null ? null : new String(password, StandardCharsets.UTF_8);
        if (secret != null && (userName == null || isToken(secret))) {
            return new Credentials.Token(secret);
        }
        if (secret == null && userName != null && isToken(userName)) {
            return new Credentials.Token(userName);
        }
        return userName == null
                ? new Credentials.Anonymous()
                : new Credentials.Password(userName, secret == null ? "" : secret);
    }

    /** Refuses a client that takes no packet as large as the CONNACK it would get (MQTT-3.1.2-24). */
    private void requireAnswerable(MqttListenerConfig config) {
        if (client().takes(LARGEST_ANSWER)) {
            return;
        }
        ByteBuf answer = accepted(config, null, Optional.empty(), Duration.ZERO, null); // the longest there may be
        int size = answer.readableBytes();
        answer.release();
        if (!client().takes(size)) {
            boolean takesRefusal = client().takes(Packets.REFUSAL);
            throw new ConnectRefused(Protocol.MQTT_5, takesRefusal ? ReasonCodes.PACKET_TOO_LARGE : 0);
        }
    }

    /** Refuses a will that could be published by nobody; whether this client may is decided when it is known. */
    private void requirePublishable() {
        try {
            if (connect.will() != null) {
                connect.will().place();
            }
        } catch (GatewayException illegal) {
            boolean noTopic = connect.protocol().is5() && illegal.code().kind() == ErrorKind.NOT_FOUND;
            int code = ReasonCodes.of(illegal).connect(connect.protocol());
            throw new ConnectRefused(connect.protocol(), noTopic ? ReasonCodes.TOPIC_NAME_INVALID : code);
        }
    }

    private static boolean isToken(String text) {
        return TOKEN.matcher(text).matches();
    }

    private static Protocol protocol(ByteBuf in) {
        try {
            return ConnectPacket.readProtocol(in);
        } catch (MalformedPacket bad) {
            throw new ConnectRefused(Protocol.MQTT_3_1_1, 0);
        }
    }

    private static Login of(ConnectPacket connect, MqttListenerConfig config) {
        int limit = (int) config.maxKeepAlive().toSeconds();
        boolean capped = connect.protocol().is5() && (connect.keepAlive() == 0 || connect.keepAlive() > limit);
        String assigned = connect.clientId().isEmpty() ? assign(connect) : null;
        String id = assigned == null ? legal(connect) : assigned;
        return new Login(connect, id, assigned, capped ? limit : 0);
    }

    private static String assign(ConnectPacket connect) {
        if (!connect.protocol().is5() && !connect.cleanStart()) {
            throw refused(connect.protocol(), ReasonCodes.CLIENT_ID_NOT_VALID);
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "auto-" + Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
    }

    private static String legal(ConnectPacket connect) {
        try {
            return new DeviceId(connect.clientId()).value();
        } catch (GatewayException illegal) {
            throw refused(connect.protocol(), ReasonCodes.CLIENT_ID_NOT_VALID);
        }
    }

    private static ConnectRefused refused(Protocol protocol, int reason) {
        return new ConnectRefused(protocol, protocol.is5() ? reason : ReasonCodes.connect3(reason));
    }
}
