package io.rialto.adapter.http;

import io.rialto.adapter.CommandGate;
import io.rialto.adapter.Doors;
import io.rialto.adapter.Loop;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.Push;
import io.rialto.contract.session.Session;
import io.rialto.contract.session.SignIn;
import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The sessions of REST callers, one per token, without a device; each is closed when nobody has used it for a while, or
 * when core ends it. Confined to its verticle's context.
 */
final class RestSessions {
    /** How often to {@link #sweep()}. */
    static final long SWEEP_MILLIS = 5_000;

    private static final long IDLE_MILLIS = 30_000;
    private static final int MAX_SESSIONS = 10_000;

    private static final class Entry {
        private final CommandGate gate;
        private Future<CommandGate> opening;
        private long lastUse;
        private int inUse;
        private boolean over;

        Entry(CommandGate gate) {
            this.gate = gate;
        }
    }

    private final Doors doors;
    private final ContextInternal context;
    private final Map<String, Entry> byToken = new HashMap<>();

    RestSessions(Doors doors, ContextInternal context) {
        this.doors = doors;
        this.context = context;
    }

    /** Does something with the session of a token. From the verticle's event loop. */
    <R> Future<R> with(String token, Function<CommandGate, Future<R>> action) {
        ContextInternal previous = context.beginDispatch();
        try {
            Entry entry = entry(token);
            entry.inUse++;
            return entry.opening.compose(action).onComplete(done -> release(entry));
        } finally {
            context.endDispatch(previous);
        }
    }

    /** Closes what nobody has used for a while. */
    void sweep() {
        long before = Loop.now() - IDLE_MILLIS;
        closeWhere(entry -> entry.inUse == 0 && entry.lastUse < before);
    }

    /** Closes all. */
    void close() {
        closeWhere(entry -> true);
    }

    private Entry entry(String token) {
        Entry known = byToken.get(token);
        if (known != null) {
            return known;
        }
        Entry entry = new Entry(new CommandGate(doors.config().sessions()));
        if (byToken.size() >= MAX_SESSIONS) {
            entry.opening = Future.failedFuture(new GatewayException(ErrorCode.OVERLOADED, "too many sessions"));
            return entry;
        }
        byToken.put(token, entry);
        entry.opening = doors.sessions()
                .open(new SignIn(new Credentials.Token(token), null, "server", "http", false), push -> {
                    if (push instanceof Push.Kicked) {
                        end(token, entry);
                    }
                })
                .map(session -> opened(entry, session))
                .onFailure(refused -> byToken.remove(token, entry));
        return entry;
    }

    private static CommandGate opened(Entry entry, Session session) {
        entry.gate.open(session);
        return entry.gate;
    }

    private void release(Entry entry) {
        entry.inUse--;
        entry.lastUse = Loop.now();
        if (entry.over && entry.inUse == 0) {
            entry.gate.close();
        }
    }

    private void closeWhere(Function<Entry, Boolean> condition) {
        List<String> tokens = new ArrayList<>();
        byToken.forEach((token, entry) -> {
            if (condition.apply(entry)) {
                tokens.add(token);
            }
        });
        tokens.forEach(token -> end(token, byToken.get(token)));
    }

    /** No new request gets it; it closes when the last one that has it is through. */
    private void end(String token, Entry entry) {
        byToken.remove(token, entry);
        entry.over = true;
        if (entry.inUse == 0) {
            entry.gate.close();
        }
    }
}
