package io.rialto.adapter.thrift;

import io.rialto.contract.command.Command;
import io.rialto.contract.command.PresenceList;
import io.rialto.contract.command.PresenceState;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.session.Session;
import java.util.ArrayList;
import java.util.List;

/**
 * Presence as TIM clients know it, over ours: what they say of themselves becomes their status, whom they say it to is
 * watched from then on. Confined to the connection's event loop.
 */
final class Presences {
    /** What sample clients send to learn how somebody stands, and what answers it. */
    private static final int SUBSCRIBE = 1;

    private static final byte SUBSCRIBED = 2;

    private final Line line;
    private final Session session;
    private final Self self;

    Presences(Line line, Session session, Self self) {
        this.line = line;
        this.session = session;
        this.self = self;
    }

    /** Takes a TimPresence; silent where it succeeds. */
    void take(TimCommand command, Struct presence) {
        List<AccountId> targets;
        try {
            targets = targets(presence);
        } catch (GatewayException malformed) {
            line.refuse(command.number(), TimCode.ACCOUNT);
            return;
        }
        if (targets.isEmpty() && command == TimCommand.PRESENCE) {
            line.refuse(command.number(), TimCode.ACCOUNT);
            return;
        }
        String status = presence.get(TimPresence.STATUS);
        if (status != null) {
            session.submit(new Command.SetPresence(status)).onFailure(failure -> refuse(command, failure));
        }
        if (!targets.isEmpty()) {
            watch(command, targets, presence.get(TimPresence.SUB_STATUS, (byte) 0) == SUBSCRIBE);
        }
    }

    /** A watched account has come, gone, or says something else. */
    void changed(PresenceState state) {
        line.send(TimCommand.PRESENCE, form(state));
    }

    private void watch(TimCommand command, List<AccountId> targets, boolean answer) {
        session.submit(new Command.WatchPresence(targets))
                .onSuccess(states -> {
                    if (answer) {
                        tell(states);
                    }
                })
                .onFailure(failure -> refuse(command, failure));
    }

    private void tell(PresenceList states) {
        for (PresenceState state : states.states()) {
            if (state.online()) {
                line.send(TimCommand.PRESENCE, form(state).with(TimPresence.SUB_STATUS, SUBSCRIBED));
            }
        }
    }

    private void refuse(TimCommand command, Throwable failure) {
        line.refuse(command.number(), TimCode.of(failure));
    }

    private Struct form(PresenceState state) {
        return new Struct(TimPresence.SHAPE)
                .with(TimPresence.OFFLINE, state.online() ? null : true)
                .with(TimPresence.FROM, Tid.of(state.account().value()))
                .with(TimPresence.TO, Tid.of(self.node()))
                .with(TimPresence.STATUS, state.status().isEmpty() ? null : state.status());
    }

    private static List<AccountId> targets(Struct presence) {
        List<AccountId> targets = new ArrayList<>();
        Struct to = presence.get(TimPresence.TO);
        if (to != null) {
            targets.add(new AccountId(to.text(Tid.NODE)));
        }
        for (String node : presence.get(TimPresence.TO_LIST, List.of())) {
            targets.add(new AccountId(node));
        }
        return targets;
    }
}
