package io.rialto.share;

import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.ShareKey;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.ShareName;
import java.util.List;

/**
 * Whose turn it is in a share group: the next one's, unless the one behind has less to do; in an ordered group that of the
 * member of the key. Confined to its shard.
 */
final class Turns {
    private final ShareName name;
    private final Keys keys;
    /** Null where any member may get any frame. */
    private ShareKey order;

    private int next;

    Turns(ShareName name, ShareLimits limits) {
        this.name = name;
        this.keys = new Keys(limits.keys());
        this.order = limits.ordered().get(name.group());
    }

    boolean isOrdered() {
        return order != null;
    }

    /** The group is ordered by this; {@code already} where it is by something else. */
    void order(ShareKey key) {
        if (order == null) {
            order = key;
        } else if (!order.equals(key)) {
            throw new GatewayException(ErrorCode.ALREADY, name + " is ordered by " + order + ", not by " + key);
        }
    }

    /** Who of these, at least one, is to get a frame; null where nobody takes it now. */
    Taker memberFor(String topic, Frame frame, List<Taker> members) {
        return order == null ? inTurn(frame, members) : keys.of(order.of(topic, frame.content()), members);
    }

    /** The next one that takes it, unless the one behind has less to do; null where nobody does. */
    Taker inTurn(Frame frame, List<Taker> members) {
        int count = members.size();
        int best = -1;
        for (int i = 0; i < count; i++) {
            int at = (next + i) % count;
            Taker member = members.get(at);
            if (member.takes(frame)) {
                if (best >= 0) {
                    best = member.load() < members.get(best).load() ? at : best;
                    break;
                }
                best = at;
                if (member.load() == 0) {
                    break;
                }
            }
        }
        if (best < 0) {
            return null;
        }
        next = (best + 1) % count;
        return members.get(best);
    }

    /** The member is gone. */
    void forget(Taker member) {
        keys.forget(member);
    }
}
