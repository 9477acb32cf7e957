package io.rialto.session;

import io.rialto.bus.Address;
import io.rialto.channel.RetainedOffer;
import io.rialto.contract.channel.Subscriber;
import io.rialto.contract.command.Command.Subscribe;
import io.rialto.contract.command.Command.Unsubscribe;
import io.rialto.contract.command.Done;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.id.Topics;
import io.rialto.message.Authorise;
import io.vertx.core.Future;
import java.util.LinkedHashSet;
import java.util.Set;

/** The subscriptions of one session: channels, live views of groups. Confined to the connection's context. */
final class Subscriptions {
    private static final String GROUP_VIEW = "$group/";

    private record Entry(String filter, Subscriber subscriber) {}

    private final SessionParts parts;
    private final ConnectedSession session;
    private final Set<Entry> entries = new LinkedHashSet<>(4);
    private boolean closed;

    Subscriptions(SessionParts parts, ConnectedSession session) {
        this.parts = parts;
        this.session = session;
    }

    Future<Done> add(Subscribe command) {
        String filter = Topics.requireFilter(command.filter());
        if (!filter.startsWith("$")) {
            enter(command);
            return Future.succeededFuture(Done.DONE);
        }
        if (session.guest() || !filter.startsWith(GROUP_VIEW) || Topics.isWildcard(filter)) {
            return Future.failedFuture(new GatewayException(ErrorCode.FORBIDDEN, "no right to subscribe to " + filter));
        }
        return addView(command, RoomId.group(filter.substring(GROUP_VIEW.length())));
    }

    void remove(Unsubscribe command) {
        Entry entry = new Entry(command.filter(), command.subscriber());
        if (entries.remove(entry)) {
            parts.fanout().unsubscribe(entry.filter(), entry.subscriber());
        }
    }

    void close() {
        closed = true;
        entries.forEach(entry -> parts.fanout().unsubscribe(entry.filter(), entry.subscriber()));
        entries.clear();
    }

    private Future<Done> addView(Subscribe command, RoomId group) {
        return parts.bus()
                .<Done>ask(
                        Address.MESSAGES,
                        parts.placement().of(group),
                        session.info().account(),
                        session,
                        new Authorise(group))
                .onSuccess(member -> enter(command));
    }

    private void enter(Subscribe command) {
        if (closed) {
            return;
        }
        entries.add(new Entry(command.filter(), command.subscriber()));
        parts.fanout().subscribe(command.filter(), command.subscriber());
        if (command.retained() && parts.retained().isPossible()) {
            new RetainedOffer(parts, session.info().account(), command).start();
        }
    }
}
