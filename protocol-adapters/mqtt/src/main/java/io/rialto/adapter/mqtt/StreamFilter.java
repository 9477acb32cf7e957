package io.rialto.adapter.mqtt;

import io.rialto.contract.channel.Frame;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.stream.Lanes;
import java.util.Set;

/**
 * What a filter {@code $stream/{room}/…} asks for.
 *
 * @param lane null for all
 * @param publisher null for all
 */
record StreamFilter(RoomId room, String lane, AccountId publisher) {
    private static final String ANY = "+";

    /** Reads a filter; {@code bad_request} where it has another form. */
    static StreamFilter of(String filter) {
        String[] levels = filter.split("/", -1);
        if (levels.length == 3 && levels[2].equals("#")) {
            return new StreamFilter(StreamTopic.room(levels[1]), null, null);
        }
        boolean anyLane = levels.length == 4 && levels[2].equals(ANY);
        if (levels.length != 4 || (anyLane && !levels[3].equals(ANY))) {
            throw new GatewayException(
                    ErrorCode.BAD_REQUEST, "frames come on $stream/{room}/{lane}/{account or +}, …/+/+ or …/#");
        }
        return new StreamFilter(
                StreamTopic.room(levels[1]),
                anyLane ? null : Lanes.requireName(levels[2]),
                levels[3].equals(ANY) ? null : new AccountId(levels[3]));
    }

    /** The publishers, as core is asked for them: nobody means all. */
    Set<AccountId> publishers() {
        return publisher == null ? Set.of() : Set.of(publisher);
    }

    /** Whether a frame of its room matches. */
    boolean matches(Frame frame) {
        return (lane == null || lane.equals(frame.lane().lane()))
                && (publisher == null || publisher.equals(frame.from()));
    }
}
