package io.rialto.access;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.id.ShareName;
import io.rialto.contract.session.SessionInfo;
import io.rialto.contract.session.WillPlace;
import java.util.Set;

/**
 * What rules let one session do in channels, in rooms, by whichever door it came; what the rooms themselves grant is asked
 * besides. What is denied is noted. Confined to the connection's context.
 */
public final class SessionRights {
    private final SessionInfo info;
    private final Rights rights;
    private final Denials denials;

    /** The rights of this session. */
    public SessionRights(SessionInfo info, Rights rights, Denials denials) {
        this.info = info;
        this.rights = rights;
        this.denials = denials;
    }

    /** Whether this is a guest. */
    public boolean guest() {
        return rights.guest();
    }

    /** The groups its account is a member of have changed. */
    public void memberOf(Set<String> groups) {
        rights.memberOf(groups);
    }

    /** Null where this may be published to a channel. */
    public Denial publish(String topic) {
        return noted(rights.publish(topic));
    }

    /** Null where all topics of this filter may be read. */
    public Denial subscribe(String filter) {
        return noted(rights.subscribe(filter));
    }

    /**
     * Null where this may be subscribed to for longer than the connection: channels, shared or not. What is in trees of the
     * gateway is decided where it is opened.
     */
    public Denial keep(String filter) {
        String plain = ShareName.is(filter) ? ShareName.of(filter).filter() : filter;
        return Rights.isOurs(plain) ? null : subscribe(plain);
    }

    /** Null where messages may be sent to this room. */
    public Denial say(RoomId room) {
        return rights.areOpen() ? null : said(RoomTopics.of(room, info.account()));
    }

    /** Null where signals may be sent to this room. */
    public Denial signal(RoomId room) {
        return rights.areOpen() ? null : said(RoomTopics.ofSignals(room, info.account()));
    }

    /** Null where something may be published on a lane. */
    public Denial publish(RoomId stream, String lane) {
        return rights.areOpen() ? null : said(RoomTopics.ofLane(stream, lane, info.account()));
    }

    /** Null where a will may be said there. */
    public Denial leave(WillPlace place) {
        RoomId room = place.room(info.account());
        if (place.lane() != null) {
            return publish(room, place.lane());
        }
        return place.signal() ? signal(room) : say(room);
    }

    /** Null where messages of this room may be read. */
    public Denial hear(RoomId room) {
        return rights.areOpen() ? null : heard(RoomTopics.of(room, info.account()));
    }

    /** Null where signals of this room may be heard. */
    public Denial hearSignals(RoomId room) {
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
    public Denial inbox() {
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
