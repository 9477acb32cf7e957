package io.rialto.adapter.thrift;

import io.rialto.contract.command.Command;
import io.rialto.contract.command.PresenceCommand;
import io.rialto.contract.command.PresenceState;
import io.rialto.contract.command.SignalCommand;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.message.Content;
import io.rialto.contract.session.Session;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/**
 * What a client says of its own presence: passed on as it is to whom it says it; what it says to all friends becomes the
 * account's status, which other doors show. Confined to the connection's event loop.
 */
final class Presences {
    private static final int MAX_STATUS = 256;

    private final Line line;
    private final Session session;
    private final Self self;
    private final Friends friends;

    Presences(Line line, Session session, Self self, Friends friends) {
        this.line = line;
        this.session = session;
        this.self = self;
        this.friends = friends;
    }

    /** Takes a TimPresence; silent where it succeeds. */
    void take(TimCommand command, Struct presence) {
        try {
            List<AccountId> targets = targets(presence);
            Content content = PresenceForm.content(presence, self);
            if (!targets.isEmpty()) {
                // Only a presence for one's own friends is not asked whether there is somebody (tim-protocol.md §4.9).
                say(command, new SignalCommand.SignalAccounts(targets, content, command == TimCommand.PRESENCE));
            } else if (command == TimCommand.BROADCAST_PRESENCE) {
                // Friends hear it as it was said before the status changes: then it is known, and not shown a second
                // time.
                say(command, new SignalCommand.SignalContacts(content))
                        .onSuccess(said -> show(presence.get(TimPresence.STATUS)));
            } else {
                line.refuse(command.number(), TimCode.ACCOUNT);
            }
        } catch (Refusal refused) {
            line.refuse(command.number(), refused.code());
        } catch (GatewayException tooLarge) {
            line.refuse(command.number(), TimCode.PARAMETER);
        }
    }

    /**
     * An account that is watched has come, gone, or says something else. TIM tells that a friend has gone; of a friend who
     * comes it tells nothing, that one's client does (tim-protocol.md §4.9).
     */
    void changed(PresenceState state) {
        if (!state.online() || (!state.status().isEmpty() && friends.says(state.account(), state.status()))) {
            line.send(TimCommand.PRESENCE, form(state));
        }
    }

    private Future<?> say(TimCommand command, Command<?> signal) {
        return session.submit(signal).onFailure(failure -> line.refuse(command.number(), TimCode.of(failure)));
    }

    /** A status that is longer than other doors show is cut for them; friends on TIM have got all of it. */
    private void show(String status) {
        if (status != null) {
            int end = Math.min(status.length(), MAX_STATUS);
            session.submit(new PresenceCommand.SetPresence(status.substring(0, end)));
        }
    }

    private Struct form(PresenceState state) {
        return new Struct(TimPresence.SHAPE)
                .with(TimPresence.ID, SignalForm.anyId())
                .with(TimPresence.OFFLINE, state.online() ? null : true)
                .with(TimPresence.FROM, Tid.of(state.account().value()))
                .with(TimPresence.TO, Tid.of(self.node()))
                .with(TimPresence.STATUS, state.status().isEmpty() ? null : state.status());
    }

    private static List<AccountId> targets(Struct presence) {
        List<AccountId> targets = new ArrayList<>();
        Struct to = presence.get(TimPresence.TO);
        if (to != null) {
            targets.add(account(to.text(Tid.NODE)));
        }
        for (String node : presence.get(TimPresence.TO_LIST, List.of())) {
            targets.add(account(node));
        }
        return targets;
    }

    private static AccountId account(String node) {
        try {
            return new AccountId(node);
        } catch (GatewayException malformed) {
            throw new Refusal(TimCode.ACCOUNT);
        }
    }
}
