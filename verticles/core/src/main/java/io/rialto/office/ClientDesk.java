package io.rialto.office;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.office.ClientOffice;
import io.rialto.contract.office.ClientState;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/**
 * The clients of this node as other nodes are told of them: answers are bounded, so that they never keep a link from what is
 * urgent. There are none before the door is open. Safe on any thread.
 */
public final class ClientDesk {
    private final int answerSize;
    private volatile ClientOffice clients;

    /** Answers of about so many characters. */
    public ClientDesk(int answerSize) {
        this.answerSize = answerSize;
    }

    /** The door is open: these are its clients. */
    public void open(ClientOffice doors) {
        clients = doors;
    }

    Future<ClientOffice.Page> clients(ClientOffice.Query query) {
        return clients == null
                ? Future.succeededFuture(new ClientOffice.Page(List.of(), false, List.of()))
                : clients.clients(query).map(this::bounded);
    }

    Future<ClientState> client(AccountId account, DeviceId device) {
        return clients == null
                ? Future.failedFuture(ClusterClients.missing())
                : clients.client(account, device).map(client -> client.showing(answerSize));
    }

    Future<Void> kick(AccountId account, DeviceId device) {
        return clients == null ? Future.failedFuture(ClusterClients.missing()) : clients.kick(account, device);
    }

    /** One client at least, whatever it is made of: else the next page would be no other. */
    private ClientOffice.Page bounded(ClientOffice.Page page) {
        List<ClientState> some = new ArrayList<>();
        int size = 0;
        for (ClientState client : page.clients()) {
            size += client.size();
            if (size > answerSize && !some.isEmpty()) {
                return new ClientOffice.Page(some, true, page.silent());
            }
            some.add(client.showing(answerSize));
        }
        return new ClientOffice.Page(some, page.more(), page.silent());
    }
}
