package io.rialto.contract.office;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.vertx.core.Future;
import java.util.List;

/**
 * What the operator sees of the clients that are connected by a door, does to them: those of this node, or, where it is asked
 * for all, of every node. Futures complete on the caller's context.
 */
public interface ClientOffice {
    /**
     * Which clients are asked for, in order of account, then device.
     *
     * @param node only those of this node; null: of all that are asked
     * @param prefix of the account's id; empty: all accounts
     * @param afterAccount only clients behind this account and {@code afterDevice}; null: from the first
     * @param afterDevice null where {@code afterAccount} is
     * @param limit at most so many
     */
    record Query(String node, String prefix, AccountId afterAccount, DeviceId afterDevice, int limit) {}

    /**
     * A page of clients, each with its first few subscriptions.
     *
     * @param more whether there are more behind the last one
     * @param silent the nodes that gave no answer in time, whose clients are missing
     */
    record Page(List<ClientState> clients, boolean more, List<String> silent) {
        /** Copies the lists. */
        public Page {
            clients = List.copyOf(clients);
            silent = List.copyOf(silent);
        }
    }

    /** Those of them that are asked for; {@code not_found} where there is no such node. */
    Future<Page> clients(Query query);

    /**
     * One client with its subscriptions; {@code not_found} where it is not connected, {@code timeout} where that cannot be
     * said, for a node gave no answer.
     */
    Future<ClientState> client(AccountId account, DeviceId device);

    /** Ends a client's connection, of which it is told the reason; fails as above. It may come again. */
    Future<Void> kick(AccountId account, DeviceId device);
}
