package io.rialto.contract.office;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.vertx.core.Future;
import java.util.List;

/** What the operator sees of the clients that are connected to this node by a door, does to them. Futures complete on the caller's context. */
public interface ClientOffice {
    /**
     * Which clients are asked for, in order of account, then device.
     *
     * @param prefix of the account's id; empty: all accounts
     * @param afterAccount only clients behind this account and {@code afterDevice}; null: from the first
     * @param afterDevice null where {@code afterAccount} is
     * @param limit at most so many
     */
    record Query(String prefix, AccountId afterAccount, DeviceId afterDevice, int limit) {}

    /** A page of clients, each with its first few subscriptions; {@code more}: whether there are more behind the last one. */
    record Page(List<ClientState> clients, boolean more) {
        /** Copies the list. */
        public Page {
            clients = List.copyOf(clients);
        }
    }

    /** Those of them that are asked for. */
    Future<Page> clients(Query query);

    /** One client with all its subscriptions; {@code not_found} where it is not connected to this node. */
    Future<ClientState> client(AccountId account, DeviceId device);

    /** Ends a client's connection, of which it is told the reason; {@code not_found} as above. It may come again. */
    Future<Void> kick(AccountId account, DeviceId device);
}
