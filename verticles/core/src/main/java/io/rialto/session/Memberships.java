package io.rialto.session;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.vertx.core.Future;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The groups of one session's account, where access rules speak of groups: read again whenever they may have changed.
 * Confined to the connection's context.
 */
final class Memberships {
    private static final long AGAIN_MILLIS = 500;

    private final SessionParts parts;
    private final AccountId account;
    private final Consumer<Set<String>> learned;
    private boolean reading;
    private boolean stale;
    private boolean closed;

    /** @param learned is told what they are now */
    Memberships(SessionParts parts, AccountId account, Consumer<Set<String>> learned) {
        this.parts = parts;
        this.account = account;
        this.learned = learned;
    }

    /** The names of the groups an account is a member of. */
    static Future<Set<String>> of(SessionParts parts, AccountId account) {
        return parts.storage().rooms().roomsOf(account).map(rooms -> rooms.stream()
                .map(RoomId::name)
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** They may have changed. One look at a time; asked again while the store does not answer. */
    void changed() {
        stale = true;
        if (!reading && !closed) {
            read();
        }
    }

    void close() {
        closed = true;
    }

    private void read() {
        reading = true;
        stale = false;
        of(parts, account).onComplete(this::known, failure -> {
            reading = false;
            parts.vertx().setTimer(AGAIN_MILLIS, timer -> changed());
        });
    }

    private void known(Set<String> groups) {
        reading = false;
        if (closed) {
            return;
        }
        learned.accept(groups);
        if (stale) {
            read();
        }
    }
}
