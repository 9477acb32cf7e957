package io.rialto.contract.session;

import io.rialto.contract.id.AccountId;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * A proof of who somebody is that takes several turns (MQTT 5 §4.12). Confined to the connection's context: every call is
 * made on it, futures complete on it. One turn at a time.
 */
public interface Exchange {
    /**
     * What is said back.
     *
     * @param data for the client
     * @param done whether the client has proved who it is; a session is opened with {@link Credentials.Exchanged} then
     */
    @SuppressWarnings("ArrayRecordComponent") // made for one packet, written once
    record Turn(byte[] data, boolean done) {}

    /** Takes what the client says; {@code unauthenticated} ends the exchange, as does any other failure. */
    Future<Turn> next(byte[] data);

    /** Who has proved to be who, once that is done; else empty. */
    Optional<AccountId> account();
}
