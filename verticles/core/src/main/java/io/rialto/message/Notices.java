package io.rialto.message;

import io.rialto.bus.Address;
import io.rialto.bus.Bus;
import io.rialto.cluster.Placement;
import io.rialto.contract.command.Sent;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Notice;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;

/**
 * Tells accounts what they must learn even if they are away: a row in the inbox of each, on every device, every door.
 * Safe on any thread; answers on the calling context.
 */
public final class Notices {
    private final Bus bus;
    private final Placement placement;

    /** Notices that go by this bus. */
    public Notices(Bus bus, Placement placement) {
        this.bus = bus;
        this.placement = placement;
    }

    /**
     * Tells one account; done when it is committed. Fails with {@code not_found} where there is no such account, as a
     * message does otherwise.
     *
     * @param key names this very event, so that telling it again does nothing; at most 128 characters, together with
     *     {@link Notice#by()}, whoever is told; null: telling it again tells it twice
     */
    public Future<Void> tell(AccountId to, Notice notice, String key) {
        RoomId room = RoomId.system(to);
        return bus.<Sent>ask(
                        Address.MESSAGES,
                        placement.of(room),
                        notice.by(),
                        null,
                        new Notify(room, key, notice.content()))
                .mapEmpty();
    }

    /** Tells all of these, each under a key of its own; done when all are committed, or the first one failed. */
    public Future<Void> tellAll(Collection<AccountId> all, Notice notice, String key) {
        List<Future<Void>> told = all.stream()
                .map(to -> tell(to, notice, key == null ? null : key + ">" + to))
                .toList();
        return Future.join(told).mapEmpty();
    }
}
