package io.rialto.adapter.thrift;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.LocalMap;
import io.vertx.core.shareddata.Shareable;
import java.security.SecureRandom;
import java.time.Duration;

/**
 * Numbers that stand for signed tokens, for clients that take a token as a number only (tim-protocol.md §4.3). They are
 * known to all instances of the door on this node. Safe on any thread.
 */
final class LoginTokens {
    /** How long a token of this door is good: clients replay it when they reconnect (tim-protocol.md §5.4). */
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final int MAX = 100_000;
    /** Clients keep 53 bits of a number. */
    private static final long LARGEST = (1L << 53) - 1;

    private static final SecureRandom RANDOM = new SecureRandom();

    /** A signed token, good until then. */
    private record Ticket(String token, long expiresAt) implements Shareable {}

    private final LocalMap<Long, Ticket> tickets;

    LoginTokens(Vertx vertx) {
        this.tickets = vertx.sharedData().getLocalMap("rialto.thrift.tokens");
    }

    /** A number for this token; {@code overloaded} where too many are under way. */
    long keep(String token) {
        if (tickets.size() >= MAX) {
            throw new GatewayException(ErrorCode.OVERLOADED, "too many tokens at a time");
        }
        long number = (RANDOM.nextLong() & LARGEST) | 1;
        tickets.put(number, new Ticket(token, System.currentTimeMillis() + LIFETIME.toMillis()));
        return number;
    }

    /** The signed token that a client's token stands for: its own text where it is not such a number. */
    String resolve(String given) {
        try {
            Ticket ticket = tickets.get(Long.parseLong(given));
            return ticket == null || ticket.expiresAt() < System.currentTimeMillis() ? given : ticket.token();
        } catch (NumberFormatException text) {
            return given;
        }
    }

    /** Forgets what has expired. */
    void sweep() {
        long now = System.currentTimeMillis();
        tickets.entrySet().removeIf(entry -> entry.getValue().expiresAt() < now);
    }
}
