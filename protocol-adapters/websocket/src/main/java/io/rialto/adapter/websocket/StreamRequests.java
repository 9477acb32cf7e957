package io.rialto.adapter.websocket;

import io.rialto.adapter.json.Fields;
import io.rialto.adapter.stream.StreamChoice;
import io.rialto.adapter.stream.StreamTopics;
import io.rialto.contract.command.StreamCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.stream.Lanes;
import io.rialto.contract.stream.StreamPlace;
import io.rialto.contract.stream.StreamPreset;
import java.util.Set;

/** Reads the arguments of the ops on stream rooms. */
final class StreamRequests {
    private static final String PREFIX = "s:";

    private StreamRequests() {}

    /** Whether the room these arguments name is a stream room. */
    static boolean nameStream(Fields args) {
        return args.raw("room").orElse("") instanceof String room && room.startsWith(PREFIX);
    }

    /** Whether {@code room.create} is to make a stream room. */
    static boolean createStream(Fields args) {
        return args.has("preset") || nameStream(args);
    }

    static RoomId room(Fields args) {
        return args.parsed("room", StreamTopics::requireRoom);
    }

    static String lane(Fields args) {
        return args.parsed("lane", Lanes::requireName);
    }

    static StreamCommand.CreateStream create(Fields args) {
        return new StreamCommand.CreateStream(
                args.has("room") ? room(args) : null, args.parsed("preset", StreamRequests::preset));
    }

    static StreamCommand.GrantStream grant(Fields args, boolean granted) {
        return new StreamCommand.GrantStream(room(args), args.parsed("account", AccountId::new), granted);
    }

    /** {@code {room, lane?, publishers?}}; publishers are those of a lane. */
    static StreamChoice choice(Fields args) {
        RoomId room = room(args);
        Set<AccountId> publishers =
                Set.copyOf(args.parsedList("publishers", StreamChoice.MAX_PUBLISHERS, AccountId::new));
        if (!publishers.isEmpty() && !args.has("lane")) {
            throw args.missing("lane", "the lane of these publishers");
        }
        return new StreamChoice(room, args.has("lane") ? lane(args) : null, publishers);
    }

    /** The place to go on from; null where none was named. */
    static StreamPlace from(Fields args) {
        if (!args.has("from")) {
            return null;
        }
        Fields from = args.object("from");
        return new StreamPlace(number(from, "epoch"), number(from, "seq"));
    }

    private static long number(Fields fields, String name) {
        if (!fields.has(name)) {
            throw fields.missing(name, "a whole number");
        }
        return fields.integer(name, 0, 0, Long.MAX_VALUE);
    }

    private static StreamPreset preset(String text) {
        return switch (text) {
            case "vroom" -> StreamPreset.VROOM;
            case "rtm" -> StreamPreset.RTM;
            default -> throw new GatewayException(ErrorCode.BAD_REQUEST, "expected vroom or rtm");
        };
    }
}
