package io.rialto.account;

import io.rialto.bus.Address;
import io.rialto.bus.Bus;
import io.rialto.cluster.Home;
import io.rialto.cluster.Placement;
import io.rialto.contract.command.Done;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Duration;

/**
 * Numbers that sign an account in once, at whichever node (docs/protocol-tim.md, token): each is kept at a home of its
 * own, in memory, so that one that was given out before its home moved or was lost is good no more. Safe on any thread.
 */
public final class Tickets {
    /** Clients keep 53 bits of a number. */
    private static final long LARGEST = (1L << 53) - 1;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Bus bus;
    private final Placement placement;

    /** Tickets that go by this bus. */
    public Tickets(Bus bus, Placement placement) {
        this.bus = bus;
        this.placement = placement;
    }

    /** A number for this account, for so long; {@code overloaded} where too many are under way. */
    Future<Long> issue(AccountId account, long epoch, Duration ttl) {
        long number = (RANDOM.nextLong() & LARGEST) | 1;
        return bus.<Done>ask(
                        Address.SESSIONS,
                        homeOf(number),
                        null,
                        null,
                        new KeepTicket(number, account, epoch, ttl.toMillis()))
                .map(number);
    }

    /** Whom a number signs in, now and never again; {@code unauthenticated} where it is not good. */
    Future<UseTicket.Used> use(long number) {
        return bus.<UseTicket.Used>ask(Address.SESSIONS, homeOf(number), null, null, new UseTicket(number))
                .compose(used -> used.account() == null
                        ? Future.failedFuture(
                                new GatewayException(ErrorCode.UNAUTHENTICATED, "the token was used, or has expired"))
                        : Future.succeededFuture(used));
    }

    private Home homeOf(long number) {
        return placement.ofTopic("$ticket/" + number);
    }
}
