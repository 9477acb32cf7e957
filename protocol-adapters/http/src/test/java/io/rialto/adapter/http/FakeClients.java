package io.rialto.adapter.http;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.id.SessionId;
import io.rialto.contract.office.ClientOffice;
import io.rialto.contract.office.ClientState;
import io.rialto.contract.session.SessionInfo;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** One client, alice on a phone; remembers what it was asked. */
final class FakeClients implements ClientOffice {
    final AtomicReference<Query> asked = new AtomicReference<>();
    final AtomicReference<DeviceId> kicked = new AtomicReference<>();

    @Override
    public Future<Page> clients(Query query) {
        asked.set(query);
        return Future.succeededFuture(new Page(List.of(alice()), true, List.of("node-7")));
    }

    @Override
    public Future<ClientState> client(AccountId account, DeviceId device) {
        return !account.value().equals("nobody")
                ? Future.succeededFuture(alice())
                : Future.failedFuture(new GatewayException(ErrorCode.NOT_FOUND, "no such client"));
    }

    @Override
    public Future<Void> kick(AccountId account, DeviceId device) {
        return client(account, device).onSuccess(there -> kicked.set(device)).mapEmpty();
    }

    private static ClientState alice() {
        return new ClientState(
                "node-0",
                new SessionInfo(
                        new SessionId(1), new AccountId("alice"), new DeviceId("my/phone"), "iot", "mqtt", 1000),
                "mqtt 5",
                "203.0.113.7:4711",
                60,
                new ClientState.Queue(10, 2, 1),
                1,
                List.of(new ClientState.Subscription("a/#", 1, true, false, List.of(9))),
                "publish: no right");
    }
}
