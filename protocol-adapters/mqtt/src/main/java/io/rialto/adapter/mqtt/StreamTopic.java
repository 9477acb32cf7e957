package io.rialto.adapter.mqtt;

import io.rialto.contract.channel.Frame;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.stream.Lanes;

/** The topic {@code $stream/{room}/{lane}/{publisher}} of the frames of one publisher on one lane (decisions 22). */
record StreamTopic(RoomId room, String lane, AccountId publisher) {
    static final String TREE = "$stream/";

    private static final int LEVELS = 4;
    private static final String RESERVED = "%/+#";

    /** Whether frames go there rather than messages. */
    static boolean is(String topic) {
        return topic.startsWith(TREE);
    }

    /** The topic this account publishes to: {@code not_found} where it is none, {@code forbidden} where it is another's. */
    static StreamTopic ofPublisher(String topic, AccountId me) {
        StreamTopic parsed = read(topic);
        if (!parsed.publisher.equals(me)) {
            throw new GatewayException(ErrorCode.FORBIDDEN, "the last level is the publisher's own account");
        }
        return parsed;
    }

    /** The topic of a frame in a run with this topic. */
    static String of(String room, Frame frame) {
        return room + "/" + frame.lane().lane() + "/" + frame.from();
    }

    /** The room of a level; percent signs stand before the two digits of what the client chose to escape. */
    static RoomId room(String level) {
        StringBuilder name = new StringBuilder("s:");
        for (int i = 0; i < level.length(); i++) {
            char c = level.charAt(i);
            name.append(c == '%' ? escaped(level, i) : c);
            i += c == '%' ? 2 : 0;
        }
        return new RoomId(name.toString());
    }

    /** The filter of all frames of a room; what no level may hold is escaped. */
    static String all(RoomId room) {
        StringBuilder filter = new StringBuilder(TREE);
        for (char c : room.name().toCharArray()) {
            if (RESERVED.indexOf(c) >= 0) {
                filter.append(String.format("%%%02X", (int) c));
            } else {
                filter.append(c);
            }
        }
        return filter.append("/#").toString();
    }

    /** Any topic of the tree: {@code not_found} where it is none. */
    static StreamTopic read(String topic) {
        String[] levels = topic.split("/", -1);
        if (levels.length != LEVELS) {
            throw new GatewayException(ErrorCode.NOT_FOUND, "frames go to $stream/{room}/{lane}/{own account}");
        }
        try {
            return new StreamTopic(room(levels[1]), Lanes.requireName(levels[2]), new AccountId(levels[3]));
        } catch (GatewayException illegal) {
            throw new GatewayException(ErrorCode.NOT_FOUND, illegal.getMessage());
        }
    }

    private static char escaped(String level, int at) {
        int high = at + 2 < level.length() ? Character.digit(level.charAt(at + 1), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(level.charAt(at + 2), 16);
        if (low < 0) {
            throw new GatewayException(ErrorCode.BAD_REQUEST, "% at position " + at + " is without its two digits");
        }
        return (char) (high * 16 + low);
    }
}
