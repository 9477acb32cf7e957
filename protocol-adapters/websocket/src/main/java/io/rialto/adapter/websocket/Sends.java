package io.rialto.adapter.websocket;

import io.rialto.adapter.CommandGate;
import io.rialto.adapter.DoorMetrics;
import io.rialto.adapter.json.JsonBody;
import io.rialto.adapter.json.MessageRequest;
import io.rialto.adapter.json.ResultJson;
import io.rialto.adapter.json.SignalRequest;
import io.rialto.contract.command.Command;
import io.rialto.contract.command.Done;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;

/**
 * The sends of one connection, of which only so many may be unanswered (decisions 20). Confined to the connection's
 * event loop.
 */
final class Sends {
    private final CommandGate gate;
    private final Answers answers;
    private final DoorMetrics metrics;
    private final int limit;
    private int unanswered;

    Sends(CommandGate gate, Answers answers, DoorMetrics metrics, int limit) {
        this.gate = gate;
        this.answers = answers;
        this.metrics = metrics;
        this.limit = limit;
    }

    /** Carries out {@code msg.send}. */
    void run(Request request) {
        MessageRequest message = MessageRequest.read(request.args(), caller());
        begin();
        if (message.toChannel()) {
            gate.publish(message.publication((failure, matched) -> published(request, message, failure, matched)));
        } else {
            answers.when(
                    gate.submit(message.command()).onComplete(done -> unanswered--),
                    request,
                    (out, sent) -> ResultJson.sent(out, message.room(), sent));
        }
    }

    /** Carries out {@code signal.send}. */
    void signal(Request request) {
        Command<Done> signal = SignalRequest.read(request.args(), caller());
        begin();
        answers.when(
                gate.submit(signal).onComplete(done -> unanswered--),
                request,
                (out, done) -> JsonBody.EMPTY.write(out));
    }

    private void begin() {
        if (unanswered >= limit) {
            throw new GatewayException(ErrorCode.RATE_LIMITED, "more than " + limit + " sends are unanswered");
        }
        unanswered++;
        metrics.received(1);
    }

    private AccountId caller() {
        return gate.session().info().account();
    }

    private void published(Request request, MessageRequest message, Throwable failure, boolean matched) {
        unanswered--;
        if (failure == null) {
            answers.success(request, out -> ResultJson.published(out, message.room(), matched));
        } else {
            answers.failure(request, failure);
        }
    }
}
