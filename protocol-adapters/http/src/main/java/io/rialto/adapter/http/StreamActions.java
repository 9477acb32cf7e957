package io.rialto.adapter.http;

import io.rialto.adapter.json.Fields;
import io.rialto.adapter.json.JsonBody;
import io.rialto.adapter.json.MessageRequest;
import io.rialto.contract.command.StreamCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.stream.StreamPreset;
import io.rialto.contract.stream.StreamPublication;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/** Stream rooms, as far as a caller without a connection has to do with them. */
final class StreamActions {
    private static final int MAX_KIND = 255;

    private StreamActions() {}

    /** {@code POST /v1/streams} with {@code {room?, preset?}}. */
    static Future<Reply> create(Call call) {
        Fields body = call.body();
        RoomId room = body.has("room") ? body.parsed("room", RoomId::new) : null;
        StreamPreset preset = body.has("preset") ? body.parsed("preset", StreamActions::preset) : StreamPreset.VROOM;
        return call.submit(new StreamCommand.CreateStream(room, preset))
                .map(made -> Reply.json(201, out -> {
                    out.writeStartObject();
                    out.writeStringField("room", made.room().value());
                    out.writeStringField("owner", made.owner().value());
                    out.writeEndObject();
                }));
    }

    /** {@code DELETE /v1/streams/{room}}. */
    static Future<Reply> remove(Call call) {
        return call.submit(new StreamCommand.RemoveStream(call.room())).map(done -> Reply.ok(JsonBody.EMPTY));
    }

    /** {@code PUT /v1/streams/{room}/publishers/{account}}. */
    static Future<Reply> grant(Call call) {
        return grant(call, true);
    }

    /** {@code DELETE /v1/streams/{room}/publishers/{account}}. */
    static Future<Reply> revoke(Call call) {
        return grant(call, false);
    }

    private static Future<Reply> grant(Call call, boolean granted) {
        AccountId account = call.request().account("account");
        return call.submit(new StreamCommand.GrantStream(call.room(), account, granted))
                .map(done -> Reply.ok(JsonBody.EMPTY));
    }

    /** {@code POST /v1/streams/{room}/frames} with {@code {lane?, kind?, text or b64}}. */
    static Future<Reply> publish(Call call) {
        Fields body = call.body();
        Promise<Reply> promise = Promise.promise();
        call.gate()
                .session()
                .publish(new StreamPublication(
                        call.room(),
                        body.optionalString("lane").orElse("0"),
                        (int) body.integer("kind", 0, 0, MAX_KIND),
                        0,
                        MessageRequest.content(body),
                        (failure, place) -> {
                            if (failure == null) {
                                promise.complete(Reply.json(201, out -> {
                                    out.writeStartObject();
                                    out.writeStringField("room", call.room().value());
                                    out.writeEndObject();
                                }));
                            } else {
                                promise.fail(failure);
                            }
                        }));
        return promise.future();
    }

    private static StreamPreset preset(String text) {
        return switch (text) {
            case "vroom" -> StreamPreset.VROOM;
            case "rtm" -> StreamPreset.RTM;
            default -> throw new GatewayException(ErrorCode.BAD_REQUEST, "expected vroom or rtm");
        };
    }
}
