package io.rialto.bus;

import io.rialto.cluster.Home;
import io.rialto.cluster.Placement;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.vertx.core.Future;

/** One session as it speaks to whoever serves something. Immutable. */
public record Caller(Bus bus, Placement placement, Seat seat) {
    /** Whose session it is. */
    public AccountId account() {
        return seat.info().account();
    }

    /** Asks whoever serves a room. */
    public <R> Future<R> ask(Address address, RoomId room, Object question) {
        return ask(address, placement.of(room), question);
    }

    /** Asks whoever serves an account. */
    public <R> Future<R> ask(Address address, AccountId account, Object question) {
        return ask(address, placement.of(account), question);
    }

    /** Asks whoever serves what has this home; see {@link Bus#ask}. */
    public <R> Future<R> ask(Address address, Home home, Object question) {
        return bus.ask(address, home, account(), seat, question);
    }

    /** Tells whoever serves a room what needs no answer. */
    public void tell(Address address, RoomId room, Object message) {
        bus.tell(address, placement.of(room), message);
    }

    /** Tells whoever serves an account what needs no answer. */
    public void tell(Address address, AccountId account, Object message) {
        bus.tell(address, placement.of(account), message);
    }
}
