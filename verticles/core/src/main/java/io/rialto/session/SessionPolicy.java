package io.rialto.session;

import io.rialto.bus.Seat;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.session.Push;
import io.rialto.contract.session.SessionInfo;
import java.util.List;
import java.util.Objects;

/**
 * Which sessions of an account must go when a new one comes; the newcomer always wins (decisions 3, rooms.md D4).
 *
 * @param count how many devices an account may have at a time, for {@link Kind#COUNT}
 */
public record SessionPolicy(Kind kind, int count) {
    /** The rules there are. */
    public enum Kind {
        /** The same device takes over from itself; other devices stay. */
        BY_DEVICE,
        /** One session per platform class. */
        PER_PLATFORM,
        /** So many devices; the oldest goes. */
        COUNT,
        /** One session. */
        SINGLE
    }

    /** A session that must go, with what it is told. */
    record Rival(Seat session, Push.Reason reason) {}

    private record Place(AccountId account, DeviceId device) {}

    /**
     * Newcomers with the same turn are let in one after the other. Where only the same device is a rival, devices do not
     * wait for each other: a fleet may share one account.
     */
    Object turn(SessionInfo newcomer) {
        return kind == Kind.BY_DEVICE ? new Place(newcomer.account(), newcomer.device()) : newcomer.account();
    }

    List<Rival> rivals(List<Seat> present, SessionInfo newcomer) {
        if (newcomer.device() == null) {
            return List.of();
        }
        return present.stream()
                .filter(session -> session.info().device() != null)
                .filter(session -> sameDevice(session, newcomer) || mustGo(session, present, newcomer))
                .map(session -> new Rival(
                        session, sameDevice(session, newcomer) ? Push.Reason.REPLACED : Push.Reason.OTHER_DEVICE))
                .toList();
    }

    private boolean mustGo(Seat session, List<Seat> present, SessionInfo newcomer) {
        return switch (kind) {
            case BY_DEVICE -> false;
            case PER_PLATFORM -> Objects.equals(session.info().platform(), newcomer.platform());
            case COUNT -> isTooMany(session, present, newcomer);
            case SINGLE -> true;
        };
    }

    /** The oldest go until there is room for one more. */
    private boolean isTooMany(Seat session, List<Seat> present, SessionInfo newcomer) {
        List<Seat> others = present.stream()
                .filter(other -> other.info().device() != null && !sameDevice(other, newcomer))
                .toList();
        return others.indexOf(session) < others.size() + 1 - count;
    }

    private static boolean sameDevice(Seat session, SessionInfo newcomer) {
        return newcomer.device().equals(session.info().device());
    }
}
