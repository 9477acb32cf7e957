package io.rialto.message;

import io.rialto.bus.Address;
import io.rialto.bus.Ask;
import io.rialto.bus.Bus;
import io.rialto.bus.Shard;
import io.rialto.cluster.Home;
import io.rialto.contract.command.Command.ReadHistory;
import io.rialto.contract.command.Command.SendMessage;
import io.rialto.contract.command.Done;
import io.rialto.contract.command.Sent;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.HistoryPage;
import io.rialto.storage.LogEntry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Consumer;

/**
 * The log plane of one shard of rooms: permission, dedupe, batched commit, acknowledgement after the commit, then the
 * wake of everybody it is for. One instance per shard, confined to its context.
 */
public final class MessageVerticle extends VerticleBase {
    private static final int MAX_CMID = 64;

    private final Bus bus;
    private final Home home;
    private final MessageParts parts;
    private final RoomLines lines;
    private CommitLine commits;

    /** The shard at this home. */
    public MessageVerticle(Bus bus, Home home, MessageParts parts) {
        this.bus = bus;
        this.home = home;
        this.parts = parts;
        this.lines = new RoomLines(
                new Audiences(parts.storage().accounts(), parts.storage().rooms()));
    }

    @Override
    public Future<?> start() {
        Deliveries deliveries = new Deliveries(parts.sessions(), parts.fanout());
        commits = new CommitLine(
                context, parts.storage().log(), parts.limits(), parts.commitLatency(), deliveries::deliver);
        return bus.receive(Address.MESSAGES, home, this::onMessage);
    }

    @SuppressWarnings("unchecked")
    private void onMessage(Object message) {
        Ask<?, ?> ask = (Ask<?, ?>) message;
        Object question = ask.question();
        if (question instanceof SendMessage) {
            send((Ask<SendMessage, Sent>) ask);
        } else if (question instanceof ReadHistory) {
            read((Ask<ReadHistory, HistoryPage>) ask);
        } else if (question instanceof Authorise authorise) {
            ifMember(ask, authorise.room(), audience -> ((Ask<?, Done>) ask)
                    .answer()
                    .tryComplete(Done.DONE));
        } else if (question instanceof AudienceChanged changed) {
            lines.invalidate(changed.room());
            ((Ask<?, Done>) ask).answer().tryComplete(Done.DONE);
        }
    }

    private void send(Ask<SendMessage, Sent> ask) {
        SendMessage command = ask.question();
        if (command.content().size() > parts.maxBytes()) {
            Shard.fail(
                    ask,
                    new GatewayException(
                            ErrorCode.TOO_LARGE,
                            "the message takes " + command.content().size() + " bytes, at most " + parts.maxBytes()
                                    + " are allowed"));
        } else if (command.cmid() != null && command.cmid().length() > MAX_CMID) {
            Shard.fail(ask, new GatewayException(ErrorCode.BAD_REQUEST, "cmid has more than 64 characters"));
        } else {
            ifMember(ask, command.room(), audience -> commits.add(outgoing(ask, audience)));
        }
    }

    private Outgoing outgoing(Ask<SendMessage, Sent> ask, Audience audience) {
        SendMessage command = ask.question();
        AccountId sender = ask.caller();
        return new Outgoing(
                ask,
                new LogEntry(
                        parts.ids().next(),
                        command.room(),
                        sender,
                        command.cmid(),
                        parts.sessions().stamp(sender),
                        command.content(),
                        audience.without(sender)));
    }

    private void read(Ask<ReadHistory, HistoryPage> ask) {
        ReadHistory command = ask.question();
        ifMember(ask, command.room(), audience -> Shard.answer(ask, () -> page(command)));
    }

    private Future<HistoryPage> page(ReadHistory command) {
        return command.before() > 0
                ? parts.storage()
                        .log()
                        .readBefore(command.room(), command.before(), command.limit(), command.maxBytes())
                : parts.storage().log().readAfter(command.room(), command.after(), command.limit(), command.maxBytes());
    }

    /** The same answer where there is no such room: whether it exists is nobody else's business. */
    private void ifMember(Ask<?, ?> ask, RoomId room, Consumer<Audience> then) {
        lines.with(room, audience -> {
            if (audience == null) {
                Shard.fail(ask, new GatewayException(ErrorCode.STORE_UNAVAILABLE, "the store does not answer"));
            } else if (!audience.includes(ask.caller())) {
                Shard.fail(
                        ask,
                        new GatewayException(
                                ErrorCode.NOT_MEMBER,
                                ask.caller() + " is not a member of " + room + ", or it does not exist"));
            } else {
                guarded(ask, () -> then.accept(audience));
            }
        });
    }

    private static void guarded(Ask<?, ?> ask, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException failure) {
            Shard.fail(ask, failure);
        }
    }
}
