package io.rialto.session;

import io.rialto.access.Denial;
import io.rialto.bus.Address;
import io.rialto.contract.channel.Subscriber;
import io.rialto.contract.command.ChannelCommand.Subscribe;
import io.rialto.contract.command.ChannelCommand.Unsubscribe;
import io.rialto.contract.command.Done;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.id.Topics;
import io.rialto.message.Authorise;
import io.rialto.retained.RetainedOffer;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The subscriptions of one session: channels, live views of groups. Confined to the connection's context. */
final class Subscriptions {
    private static final String GROUP_VIEW = "$group/";
    private static final long AGAIN_MILLIS = 500;

    private record Entry(String filter, Subscriber subscriber) {}

    /** One question for the right to a view: the same view may be asked for again before the first answer, with another outcome. */
    private static final class View {
        private final Entry entry;

        View(Entry entry) {
            this.entry = entry;
        }
    }

    /** A subscription of which whoever serves its topics does not know yet, perhaps asked for once more. */
    private static final class Unknown {
        private int asked;
        private boolean stands;

        Unknown(boolean stood) {
            this.stands = stood;
        }
    }

    private final SessionParts parts;
    private final ConnectedSession session;
    private final Set<Entry> entries = new LinkedHashSet<>(1);
    /** Views whose right is being asked for; taken out where the subscription is taken back meanwhile. Null where none is. */
    private Set<View> asked;
    /** Null where no retained values are under way. */
    private Map<Entry, RetainedOffer> offers;

    /** Null where none is. */
    private Map<Entry, Unknown> unknown;

    /** Groups whose views are being asked for again; null where none is. */
    private Set<RoomId> confirming;

    private boolean closed;

    Subscriptions(SessionParts parts, ConnectedSession session) {
        this.parts = parts;
        this.session = session;
    }

    Future<Done> add(Subscribe command) {
        String filter = Topics.requireFilter(command.filter());
        boolean view = filter.startsWith(GROUP_VIEW);
        if (view && !session.guest() && !Topics.isWildcard(filter)) {
            RoomId group = RoomId.group(filter.substring(GROUP_VIEW.length()));
            Denial unseen = session.rights().hear(group);
            return unseen == null ? addView(command, group) : Future.failedFuture(unseen.refusal());
        }
        if (view) {
            return Future.failedFuture(new GatewayException(
                    ErrorCode.FORBIDDEN, "no right to subscribe to " + filter + ", members see one group at a time"));
        }
        Denial denial = session.rights().subscribe(filter);
        return denial == null ? enter(command) : Future.failedFuture(denial.refusal());
    }

    /** What may not be read any more is taken back. */
    void rightsChanged() {
        List<Entry> lost =
                entries.stream().filter(entry -> denial(entry) != null).toList();
        lost.forEach(entries::remove);
        lost.forEach(this::leave);
    }

    private Denial denial(Entry entry) {
        String filter = entry.filter();
        return filter.startsWith(GROUP_VIEW)
                ? session.rights().hear(RoomId.group(filter.substring(GROUP_VIEW.length())))
                : session.rights().subscribe(filter);
    }

    void remove(Unsubscribe command) {
        Entry entry = new Entry(command.filter(), command.subscriber());
        if (asked != null) {
            asked.removeIf(view -> view.entry.equals(entry));
        }
        if (unknown != null) {
            unknown.remove(entry);
        }
        if (entries.remove(entry)) {
            leave(entry);
        }
    }

    /** The account is no member of the group any more. */
    void dropView(RoomId group) {
        String filter = GROUP_VIEW + group.name();
        List<Entry> views =
                entries.stream().filter(entry -> entry.filter().equals(filter)).toList();
        entries.removeAll(views);
        views.forEach(this::leave);
    }

    /** A change of members may not have reached this session, or the homes of its groups: each view is asked for again. */
    void confirmViews() {
        entries.stream()
                .map(Entry::filter)
                .filter(filter -> filter.startsWith(GROUP_VIEW))
                .distinct()
                .forEach(filter -> confirm(RoomId.group(filter.substring(GROUP_VIEW.length()))));
    }

    /** One question at a time for each group; asked again while nobody answers. */
    private void confirm(RoomId group) {
        if (confirming == null) {
            confirming = new HashSet<>(1);
        }
        if (!confirming.add(group)) {
            return;
        }
        authorise(group, true).onComplete(member -> answered(group), failure -> {
            answered(group);
            unconfirmed(group, GatewayException.codeOf(failure));
        });
    }

    private Future<Done> authorise(RoomId group, boolean again) {
        return session.caller().ask(Address.MESSAGES, group, new Authorise(group, again));
    }

    private void answered(RoomId group) {
        confirming.remove(group);
        if (confirming.isEmpty()) {
            confirming = null;
        }
    }

    private void unconfirmed(RoomId group, ErrorCode why) {
        if (why == ErrorCode.NOT_MEMBER) {
            dropView(group);
        } else if (!closed) {
            parts.vertx().setTimer(AGAIN_MILLIS, timer -> confirmViews());
        }
    }

    void close() {
        closed = true;
        asked = null;
        List<Entry> all = List.copyOf(entries);
        entries.clear();
        all.forEach(this::leave);
    }

    private Future<Done> addView(Subscribe command, RoomId group) {
        View view = new View(new Entry(command.filter(), command.subscriber()));
        if (asked == null) {
            asked = new HashSet<>(1);
        }
        asked.add(view);
        return authorise(group, false)
                .onFailure(refused -> noLongerAsked(view))
                .compose(member -> enterView(command, view));
    }

    /** It may have been taken back while the group was asked, by the client or by the rules. */
    private Future<Done> enterView(Subscribe command, View view) {
        if (!noLongerAsked(view)) {
            return Future.succeededFuture(Done.DONE);
        }
        Denial denial = denial(view.entry);
        return denial == null ? enter(command) : Future.failedFuture(denial.refusal());
    }

    /** Whether its right was being asked for. */
    private boolean noLongerAsked(View view) {
        boolean found = asked != null && asked.remove(view);
        if (found && asked.isEmpty()) {
            asked = null;
        }
        return found;
    }

    /** Answered when whoever serves the topics knows of it: what is published after the answer comes. */
    private Future<Done> enter(Subscribe command) {
        if (closed) {
            return Future.succeededFuture(Done.DONE);
        }
        Entry entry = new Entry(command.filter(), command.subscriber());
        boolean stood = !entries.add(entry);
        Future<Void> known = parts.spread().subscribe(entry.filter(), entry.subscriber());
        if (!known.succeeded()) {
            await(known, entry, stood);
        }
        return known.onSuccess(done -> offerRetained(command, entry)).map(Done.DONE);
    }

    /** What its client is told does not stand does not: it would ask again, and take back no more than once. */
    private void await(Future<Void> known, Entry entry, boolean stood) {
        if (unknown == null) {
            unknown = new HashMap<>(1);
        }
        Unknown mine = unknown.computeIfAbsent(entry, any -> new Unknown(stood));
        mine.asked++;
        known.onComplete(answer -> {
            mine.asked--;
            mine.stands |= answer.succeeded();
            if (mine.asked == 0 && unknown.remove(entry, mine) && !mine.stands && entries.remove(entry)) {
                leave(entry);
            }
        });
    }

    /** A second subscription of the same kind begins the offer anew. */
    private void offerRetained(Subscribe command, Entry entry) {
        if (!command.retained() || !parts.retained().hint().isPossible() || !entries.contains(entry)) {
            return;
        }
        RetainedOffer offer = new RetainedOffer(parts.retained(), session.info().account(), command);
        stopOffer(entry);
        if (offers == null) {
            offers = new HashMap<>(1);
        }
        offers.put(entry, offer);
        offer.start().onComplete(ended -> forgetOffer(entry, offer));
    }

    private void stopOffer(Entry entry) {
        RetainedOffer offer = offers == null ? null : offers.get(entry);
        if (offer != null) {
            forgetOffer(entry, offer);
            offer.stop();
        }
    }

    private void forgetOffer(Entry entry, RetainedOffer offer) {
        if (offers != null && offers.remove(entry, offer) && offers.isEmpty()) {
            offers = null;
        }
    }

    private void leave(Entry entry) {
        parts.spread().unsubscribe(entry.filter(), entry.subscriber());
        stopOffer(entry);
    }
}
