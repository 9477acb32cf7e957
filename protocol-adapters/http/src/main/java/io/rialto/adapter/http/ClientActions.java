package io.rialto.adapter.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rialto.adapter.json.JsonBody;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.office.ClientOffice;
import io.rialto.contract.office.ClientState;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.List;

/** The clients that are connected, to whichever node: looked at, sent away. */
final class ClientActions {
    private static final int MOST = 1000;
    private static final int USUAL = 100;

    private final ClientOffice office;

    ClientActions(ClientOffice office) {
        this.office = office;
    }

    /** A page of them, in order of account, then device. */
    Future<Reply> list(Request request) {
        AccountId account = request.text("afterAccount").map(AccountId::new).orElse(null);
        DeviceId device = request.text("afterDevice").map(DeviceId::new).orElse(null);
        if (account == null && device != null) {
            throw new GatewayException(ErrorCode.BAD_REQUEST, "afterDevice needs afterAccount");
        }
        int limit = (int) request.number("limit", USUAL, 1, MOST);
        return office.clients(new ClientOffice.Query(
                        request.text("node").orElse(null),
                        request.text("prefix").orElse(""),
                        account,
                        device,
                        limit))
                .map(page -> Reply.ok(out -> write(out, page)));
    }

    /** One of them, with all its subscriptions. */
    Future<Reply> one(Request request) {
        return office.client(request.account("account"), device(request))
                .map(client -> Reply.ok(out -> write(out, client)));
    }

    /** Ends a connection; the client is told, and may come again. */
    Future<Reply> kick(Request request) {
        return office.kick(request.account("account"), device(request)).map(gone -> Reply.ok(JsonBody.EMPTY));
    }

    private static DeviceId device(Request request) {
        return new DeviceId(request.path("device"));
    }

    private static void write(JsonGenerator out, ClientOffice.Page page) throws IOException {
        List<ClientState> clients = page.clients();
        out.writeStartObject();
        out.writeArrayFieldStart("clients");
        for (ClientState client : clients) {
            write(out, client);
        }
        out.writeEndArray();
        if (page.more()) {
            ClientState last = clients.get(clients.size() - 1);
            out.writeObjectFieldStart("next");
            out.writeStringField("afterAccount", last.session().account().value());
            out.writeStringField("afterDevice", last.session().device().value());
            out.writeEndObject();
        }
        if (!page.silent().isEmpty()) {
            out.writeArrayFieldStart("silent");
            for (String node : page.silent()) {
                out.writeString(node);
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, ClientState client) throws IOException {
        out.writeStartObject();
        out.writeStringField("node", client.node());
        out.writeStringField("account", client.session().account().value());
        out.writeStringField("device", client.session().device().value());
        out.writeStringField("platform", client.session().platform());
        out.writeStringField("protocol", client.protocol());
        out.writeStringField("address", client.address());
        out.writeNumberField("since", client.session().since());
        out.writeNumberField("keepAlive", client.keepAlive());
        out.writeNumberField("queueBytes", client.queue().bytes());
        out.writeNumberField("queueMessages", client.queue().messages());
        out.writeNumberField("inFlight", client.queue().inFlight());
        out.writeNumberField("subscriptionCount", client.subscriptionCount());
        out.writeArrayFieldStart("subscriptions");
        for (ClientState.Subscription one : client.subscriptions()) {
            write(out, one);
        }
        out.writeEndArray();
        if (!client.lastError().isEmpty()) {
            out.writeStringField("lastError", client.lastError());
        }
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, ClientState.Subscription one) throws IOException {
        out.writeStartObject();
        out.writeStringField("filter", one.filter());
        out.writeNumberField("qos", one.qos());
        if (one.noLocal()) {
            out.writeBooleanField("noLocal", true);
        }
        if (one.retainAsPublished()) {
            out.writeBooleanField("retainAsPublished", true);
        }
        if (!one.ids().isEmpty()) {
            out.writeNumberField("id", one.ids().get(0));
        }
        out.writeEndObject();
    }
}
