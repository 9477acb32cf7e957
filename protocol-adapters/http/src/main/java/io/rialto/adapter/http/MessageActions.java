package io.rialto.adapter.http;

import io.rialto.adapter.DoorMetrics;
import io.rialto.adapter.json.MessageRequest;
import io.rialto.adapter.json.PageBounds;
import io.rialto.adapter.json.PageJson;
import io.rialto.adapter.json.ResultJson;
import io.rialto.config.SessionsConfig;
import io.rialto.contract.command.Command;
import io.rialto.contract.command.MessageCommand;
import io.rialto.contract.command.Sent;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.MessageId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Erasure;
import io.rialto.contract.message.StoredMessage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.BiFunction;

/** Sends messages, reads them. */
final class MessageActions {
    private final SessionsConfig limits;
    private final DoorMetrics metrics;

    MessageActions(SessionsConfig limits, DoorMetrics metrics) {
        this.limits = limits;
        this.metrics = metrics;
    }

    /** {@code POST /v1/messages}: 201 with the numbers of the message, 200 where it was sent before. */
    Future<Reply> send(Call call) {
        MessageRequest message = MessageRequest.read(call.body(), call.account());
        metrics.received(1);
        if (message.toChannel()) {
            return publish(call, message);
        }
        return call.submit(message.command())
                .map(sent -> Reply.json(sent.dup() ? 200 : 201, out -> ResultJson.sent(out, message.room(), sent)));
    }

    /** {@code GET /v1/rooms/{id}/messages?after=&before=&limit=}. */
    Future<Reply> history(Call call) {
        PageBounds page = new PageBounds(
                call.query("after", 0, 0, Long.MAX_VALUE),
                call.query("before", 0, 0, Long.MAX_VALUE),
                (int) call.query("limit", limits.pageItems(), 1, limits.pageItems()),
                (int) call.query("maxBytes", limits.pageBytes(), 1, limits.pageBytes()));
        return call.submit(new MessageCommand.ReadHistory(
                        call.room(), page.after(), page.before(), page.limit(), page.maxBytes()))
                .map(history -> Reply.ok(out -> PageJson.history(out, history, page)));
    }

    /** {@code GET /v1/messages/{mid}/payload}: the bytes themselves; 410 where they were taken away. */
    Future<Reply> payload(Call call) {
        return message(call)
                .compose(message -> Erasure.isLeft(message.content())
                        ? Future.failedFuture(new GatewayException(
                                ErrorCode.RECALLED, "message " + message.mid() + " was taken away"))
                        : Future.succeededFuture(Reply.payload(message.content())));
    }

    /** {@code POST /v1/messages/{mid}:recall}. */
    Future<Reply> recall(Call call) {
        return erase(call, MessageCommand.RecallMessage::new);
    }

    /** {@code POST /v1/messages/{mid}:burn}. */
    Future<Reply> burn(Call call) {
        return erase(call, MessageCommand.BurnMessage::new);
    }

    private static Future<Reply> erase(Call call, BiFunction<RoomId, Long, Command<Sent>> command) {
        return message(call).compose(message -> call.submit(command.apply(message.room(), message.cseq()))
                .map(sent -> Reply.ok(out -> ResultJson.sent(out, message.room(), sent))));
    }

    private static Future<StoredMessage> message(Call call) {
        return call.submit(
                new MessageCommand.FetchMessage(MessageId.parse(call.routing().pathParam("mid"))));
    }

    private static Future<Reply> publish(Call call, MessageRequest message) {
        Promise<Reply> promise = Promise.promise();
        call.gate().publish(message.publication((failure, matched) -> {
            if (failure == null) {
                promise.complete(Reply.json(201, out -> ResultJson.published(out, message.room(), matched)));
            } else {
                promise.fail(failure);
            }
        }));
        return promise.future();
    }
}
