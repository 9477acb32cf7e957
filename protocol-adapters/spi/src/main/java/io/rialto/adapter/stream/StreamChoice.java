package io.rialto.adapter.stream;

import io.rialto.contract.channel.Subscriber;
import io.rialto.contract.command.StreamCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.stream.StreamPlace;
import java.util.Set;

/**
 * What of a stream room a client wants to see, or not any more.
 *
 * @param lane null for all lanes
 * @param publishers of the lane; none for all
 */
public record StreamChoice(RoomId room, String lane, Set<AccountId> publishers) {
    /** The most publishers one choice may name. */
    public static final int MAX_PUBLISHERS = 64;

    /** Refuses publishers without a lane, or too many. */
    public StreamChoice {
        publishers = Set.copyOf(publishers);
        if (!publishers.isEmpty() && lane == null) {
            throw new GatewayException(ErrorCode.BAD_REQUEST, "lane is missing, expected the lane of these publishers");
        }
        if (publishers.size() > MAX_PUBLISHERS) {
            throw new GatewayException(ErrorCode.BAD_REQUEST, "at most " + MAX_PUBLISHERS + " publishers are chosen");
        }
    }

    StreamCommand.SubscribeLane subscribe(StreamPlace from, Subscriber subscriber) {
        return new StreamCommand.SubscribeLane(room, lane, publishers, from, subscriber);
    }

    StreamCommand.UnsubscribeLane unsubscribe() {
        return new StreamCommand.UnsubscribeLane(room, lane, publishers);
    }
}
