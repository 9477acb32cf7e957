package io.rialto.account;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.SignIn;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets in who comes without credentials, where the door allows that. A guest is its device: the same client id comes back
 * as the same guest, at every node, after any restart, so that its session goes on (MQTT-3.1.2-4, MQTT-3.1.4-3). One without a
 * device is somebody new each time, in the whole cluster. Safe on any thread.
 */
public final class Guests implements Authenticator {
    /** What the ids of guests begin with, and no other's that is given here. */
    static final String PREFIX = "guest-";

    private final Secrets installation;
    private final long boot;
    private final AtomicLong counter = new AtomicLong();

    /**
     * Guests whose ids only this installation can make out of their devices.
     *
     * @param boot the number of this start of the node, unique in the cluster
     */
    public Guests(Secrets installation, long boot) {
        this.installation = installation;
        this.boot = boot;
    }

    @Override
    public Future<Optional<Principal>> authenticate(SignIn signIn) {
        if (!signIn.guests() || !(signIn.credentials() instanceof Credentials.Anonymous)) {
            return Future.succeededFuture(Optional.empty());
        }
        String device = signIn.device() == null
                ? boot + "-" + counter.incrementAndGet()
                : installation.hex("guest", signIn.device().value()).substring(0, 16);
        AccountId id = new AccountId(PREFIX + device);
        return Future.succeededFuture(Optional.of(new Principal(id, true, Long.MAX_VALUE, Principal.ANY_EPOCH)));
    }
}
