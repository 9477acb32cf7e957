package io.rialto.account;

import io.rialto.bus.Address;
import io.rialto.bus.Bus;
import io.rialto.cluster.Placement;
import io.rialto.contract.command.Done;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.SessionId;
import io.rialto.contract.session.Push;
import io.vertx.core.Future;

/** Ends the sessions of accounts, wherever their connections are. Safe on any thread; answers on the calling context. */
public final class SignOuts {
    private final Bus bus;
    private final Placement placement;

    /** Sign-outs that go by this bus. */
    public SignOuts(Bus bus, Placement placement) {
        this.bus = bus;
        this.placement = placement;
    }

    /**
     * Ends all sessions of an account, an epoch of which begins, but for one; done when they are gone.
     *
     * @param but null: all of them
     */
    public Future<Void> of(AccountId account, long epoch, Push.Reason reason, SessionId but) {
        return bus.<Done>ask(
                        Address.SESSIONS, placement.of(account), null, null, new SignOut(account, epoch, reason, but))
                .mapEmpty();
    }
}
