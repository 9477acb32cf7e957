package io.rialto.session;

import io.rialto.bus.Seat;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.session.Push;
import io.rialto.contract.session.SessionInfo;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Which sessions of an account must go when a new one comes (decisions 3, rooms.md D4). The newcomer wins, except over a
 * device whose account let another one in just now: so two devices that come back by themselves whenever they are sent
 * away do not send each other away for ever (tim-protocol.md §5.6).
 *
 * @param count how many devices an account may have at a time, for {@link Kind#COUNT}
 * @param perPlatform how many of them of one platform class, for every kind; 0 = as many as come. Clients that name no
 *     class are not counted
 * @param patience milliseconds that the account's newest session must be there before a newcomer on another device sends
 *     anybody away; 0 = none
 * @param takeovers how often connections of one device may send each other away within {@code takeoverMillis}; 0 = no limit
 */
public record SessionPolicy(Kind kind, int count, int perPlatform, long patience, int takeovers, long takeoverMillis) {
    /** A policy without limit to how often a device takes over from itself. */
    public SessionPolicy(Kind kind, int count, int perPlatform, long patience) {
        this(kind, count, perPlatform, patience, 0, 0);
    }

    /** A policy without limit per platform class, where the newcomer wins at once. */
    public SessionPolicy(Kind kind, int count) {
        this(kind, count, 0, 0);
    }

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
        return kind == Kind.BY_DEVICE && perPlatform == 0
                ? new Place(newcomer.account(), newcomer.device())
                : newcomer.account();
    }

    List<Rival> rivals(List<Seat> present, SessionInfo newcomer) {
        if (newcomer.device() == null || present.isEmpty()) {
            return List.of();
        }
        return present.stream()
                .filter(session -> session.info().device() != null)
                .filter(session -> sameDevice(session, newcomer) || mustGo(session, present, newcomer))
                .map(session -> new Rival(
                        session, sameDevice(session, newcomer) ? Push.Reason.REPLACED : Push.Reason.OTHER_DEVICE))
                .toList();
    }

    /** Whether the newcomer is turned away instead, since somebody else would have to go too soon. */
    boolean refuses(List<Seat> present, List<Rival> rivals) {
        return patience > 0
                && rivals.stream().anyMatch(rival -> rival.reason() == Push.Reason.OTHER_DEVICE)
                && System.currentTimeMillis() - newest(present) < patience;
    }

    private static long newest(List<Seat> present) {
        return present.stream().mapToLong(seat -> seat.info().since()).max().orElse(0);
    }

    private boolean mustGo(Seat session, List<Seat> present, SessionInfo newcomer) {
        return isTooManyOfItsPlatform(session, present, newcomer)
                || switch (kind) {
                    case BY_DEVICE -> false;
                    case PER_PLATFORM -> isSamePlatform(session, newcomer);
                    case COUNT -> isTooMany(session, present, newcomer);
                    case SINGLE -> true;
                };
    }

    private boolean isTooMany(Seat session, List<Seat> present, SessionInfo newcomer) {
        return isTooMany(session, others(present, newcomer).toList(), count);
    }

    private boolean isTooManyOfItsPlatform(Seat session, List<Seat> present, SessionInfo newcomer) {
        return perPlatform > 0
                && !newcomer.platform().isEmpty()
                && isSamePlatform(session, newcomer)
                && isTooMany(
                        session,
                        others(present, newcomer)
                                .filter(other -> isSamePlatform(other, newcomer))
                                .toList(),
                        perPlatform);
    }

    /** The oldest go until there is room for one more. */
    private static boolean isTooMany(Seat session, List<Seat> others, int limit) {
        return others.indexOf(session) < others.size() + 1 - limit;
    }

    private static Stream<Seat> others(List<Seat> present, SessionInfo newcomer) {
        return present.stream().filter(other -> other.info().device() != null && !sameDevice(other, newcomer));
    }

    private static boolean isSamePlatform(Seat session, SessionInfo newcomer) {
        return Objects.equals(session.info().platform(), newcomer.platform());
    }

    private static boolean sameDevice(Seat session, SessionInfo newcomer) {
        return newcomer.device().equals(session.info().device());
    }
}
