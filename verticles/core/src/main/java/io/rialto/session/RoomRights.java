package io.rialto.session;

import io.rialto.access.Denial;
import io.rialto.access.Denials;
import io.rialto.access.Rights;
import io.rialto.access.RoomTopics;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.session.SessionInfo;
import io.rialto.contract.session.WillPlace;
import java.util.Set;

/**
 * What rules let one session do in rooms, by whichever door it came; what the rooms themselves grant is asked besides.
 * What is denied is noted. Confined to the connection's context.
 */
public final class RoomRights {
    private final SessionInfo info;
    private final Rights rights;
    private final Denials denials;

    RoomRights(SessionInfo info, Rights rights, Denials denials) {
        this.info = info;
        this.rights = rights;
        this.denials = denials;
    }

    /** Null where messages may be sent to this room. */
    Denial say(RoomId room) {
        return rights.areOpen() ? null : said(RoomTopics.of(room, info.account()));
    }

    /** Null where signals may be sent to this room. */
    Denial signal(RoomId room) {
        return rights.areOpen() ? null : said(RoomTopics.ofSignals(room, info.account()));
    }

    /** Null where something may be published on a lane. */
    public Denial publish(RoomId stream, String lane) {
        return rights.areOpen() ? null : said(RoomTopics.ofLane(stream, lane, info.account()));
    }

    /** Null where a will may be said there. */
    Denial leave(WillPlace place) {
        RoomId room = place.room(info.account());
        if (place.lane() != null) {
            return publish(room, place.lane());
        }
        return place.signal() ? signal(room) : say(room);
    }

    /** Null where messages of this room may be read. */
    Denial hear(RoomId room) {
        return rights.areOpen() ? null : heard(RoomTopics.of(room, info.account()));
    }

    /** Null where signals of this room may be heard. */
    Denial hearSignals(RoomId room) {
        return rights.areOpen() ? null : heard(RoomTopics.ofSignals(room, info.account()));
    }

    /**
     * Null where this may be subscribed to.
     *
     * @param lane null for all lanes
     * @param publishers none for all of them
     */
    public Denial hear(RoomId stream, String lane, Set<AccountId> publishers) {
        if (rights.areOpen()) {
            return null;
        }
        if (publishers.isEmpty()) {
            return noted(rights.hearAll(RoomTopics.filter(stream, lane, null)));
        }
        for (AccountId publisher : publishers) {
            Denial denial = rights.hearAll(RoomTopics.filter(stream, lane, publisher));
            if (denial != null) {
                return noted(denial);
            }
        }
        return null;
    }

    /** Null where there is something to say or hear in this stream room. */
    public Denial enter(RoomId stream) {
        return rights.areOpen() ? null : noted(rights.enter(RoomTopics.everything(stream)));
    }

    /** Null where the account's own inbox may be read. */
    Denial inbox() {
        return noted(rights.inbox());
    }

    private Denial said(String topic) {
        return topic == null ? null : noted(rights.say(topic));
    }

    private Denial heard(String topic) {
        return topic == null ? null : noted(rights.hear(topic));
    }

    private Denial noted(Denial denial) {
        if (denial != null) {
            denials.note(info, denial);
        }
        return denial;
    }
}
