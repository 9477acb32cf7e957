package io.rialto.adapter.testing;

import io.rialto.contract.command.ChannelCommand;
import io.rialto.contract.command.Done;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.vertx.core.Future;

/** Subscribes a {@link FakeSession} to the {@link FakeChannels}. */
final class FakeChannelDesk implements ChannelCommand.Handler {
    private static final Future<Done> DONE = Future.succeededFuture(Done.DONE);

    private final FakeSession session;
    private final FakeChannels channels;

    FakeChannelDesk(FakeSession session, FakeChannels channels) {
        this.session = session;
        this.channels = channels;
    }

    @Override
    public Future<Done> on(ChannelCommand.Subscribe command) {
        boolean operator =
                me().value().startsWith("operator") && command.filter().startsWith("$SYS/");
        if (command.filter().startsWith("$") && !command.filter().startsWith("$group/") && !operator) {
            return Future.failedFuture(new GatewayException(ErrorCode.FORBIDDEN, "no access rule allows it"));
        }
        channels.join(session, command.filter(), command.subscriber());
        if (command.retained()) {
            // Twice: the answer takes one turn of the loop, retained values come after it.
            session.context().runOnContext(now -> session.context()
                    .runOnContext(then -> channels.offerRetained(command.filter(), command.subscriber())));
        }
        return DONE;
    }

    @Override
    public Future<Done> on(ChannelCommand.Unsubscribe command) {
        channels.leave(command.filter(), command.subscriber());
        return DONE;
    }

    @Override
    public Future<Done> on(ChannelCommand.JoinShare command) {
        session.joined(new FakeShare(session.context(), command));
        return DONE;
    }

    @Override
    public Future<Done> on(ChannelCommand.LeaveShare command) {
        return DONE;
    }

    private AccountId me() {
        return session.info().account();
    }
}
