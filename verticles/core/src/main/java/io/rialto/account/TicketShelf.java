package io.rialto.account;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import java.util.HashMap;
import java.util.Map;

/** The tickets that are kept in one shard: each signs an account in once. Bounded. Confined to its shard. */
public final class TicketShelf {
    private static final int MAX = 100_000;

    private record Ticket(UseTicket.Used good, long expiresAt) {}

    private final Map<Long, Ticket> byNumber = new HashMap<>();

    /** Keeps one until then (milliseconds since 1970); {@code overloaded} where too many are kept. */
    public void keep(long number, AccountId account, long epoch, long expiresAt) {
        if (byNumber.size() >= MAX) {
            throw new GatewayException(ErrorCode.OVERLOADED, "too many login tokens are under way, try again later");
        }
        byNumber.put(number, new Ticket(new UseTicket.Used(account, epoch), expiresAt));
    }

    /** Takes one away; nobody where there is none that is good now. */
    public UseTicket.Used take(long number, long now) {
        Ticket ticket = byNumber.remove(number);
        return ticket == null || ticket.expiresAt() <= now ? UseTicket.Used.NOBODY : ticket.good();
    }

    /** Forgets what has expired. */
    public void sweep(long now) {
        byNumber.values().removeIf(ticket -> ticket.expiresAt() <= now);
    }
}
