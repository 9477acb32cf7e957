package io.rialto.launcher.it.kit;

/**
 * What one account does in rooms and channels through one door. Rooms are named as the native protocol does ({@code g:team},
 * {@code s:show}, {@code c:a/b}, an account's id for the room with it). Every answer is {@code ok} or how it was refused,
 * with whatever the door tells of why; {@code unsupported} where the door has no such thing.
 */
public interface Doorway extends AutoCloseable {
    /** What is answered where nothing was refused. */
    String OK = "ok";

    /** What the door cannot do at all. */
    String UNSUPPORTED = "unsupported";

    /** Says something there. */
    String publish(String room, String text);

    /** Joins it, or subscribes to it. */
    String subscribe(String room);

    /** Reads what was said there before. */
    String history(String room);

    @Override
    void close();

    /** The room that an account's id stands for; rooms as they are. */
    static String room(String self, String named) {
        if (named.indexOf(':') >= 0) {
            return named;
        }
        return self.compareTo(named) <= 0 ? "d:" + self + "|" + named : "d:" + named + "|" + self;
    }

    /** The doors. */
    enum Kind {
        WEBSOCKET {
            @Override
            public Doorway of(NodeUnderTest node, String account) {
                return new WsDoorway(node, account);
            }
        },
        HTTP {
            @Override
            public Doorway of(NodeUnderTest node, String account) {
                return new HttpDoorway(node, account);
            }
        },
        MQTT5 {
            @Override
            public Doorway of(NodeUnderTest node, String account) {
                return new MqttDoorway(node, account, 5);
            }
        },
        MQTT3 {
            @Override
            public Doorway of(NodeUnderTest node, String account) {
                return new MqttDoorway(node, account, 4);
            }
        },
        BIGBINARY {
            @Override
            public Doorway of(NodeUnderTest node, String account) {
                return new BigBinaryDoorway(node, account);
            }
        },
        TIM {
            @Override
            public Doorway of(NodeUnderTest node, String account) {
                return new TimDoorway(node, account);
            }
        };

        /** An account comes through it. */
        public abstract Doorway of(NodeUnderTest node, String account);
    }
}
