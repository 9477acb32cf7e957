package io.rialto.adapter.websocket;

import io.rialto.adapter.Loop;
import io.rialto.adapter.json.JsonBody;
import io.rialto.contract.command.InboxCommand;
import io.rialto.contract.command.InboxMode;
import io.rialto.contract.command.InboxOpened;
import io.rialto.contract.session.Origin;
import io.rialto.contract.session.Outbound;
import io.rialto.contract.session.Session;
import io.rialto.contract.session.SessionInfo;
import io.vertx.core.Future;
import java.time.Duration;

/**
 * Signs one connection in: its login clock, its attempts. The clock stands while core looks at the credentials
 * (decisions 6). Confined to the connection's event loop.
 */
final class SignInDesk {
    private static final int MAX_ATTEMPTS = 3;

    /**
     * A session that has been opened for a connection.
     *
     * @param inbox where the device stands; null for a session without an inbox
     */
    record Opened(Session session, InboxOpened inbox) {
        /** The answer to {@code auth}. */
        JsonBody welcome(Duration keepAlive) {
            SessionInfo info = session.info();
            return out -> {
                out.writeStartObject();
                out.writeStringField("sid", info.id().toString());
                out.writeStringField("account", info.account().value());
                if (info.device() != null) {
                    out.writeStringField("dev", info.device().value());
                }
                out.writeNumberField("serverTs", System.currentTimeMillis());
                out.writeNumberField("keepAlive", keepAlive.toMillis());
                out.writeBooleanField("guest", session.guest());
                out.writeEndObject();
            };
        }
    }

    private final WebSocketDoor door;
    private final long timeoutMillis;
    private long deadline;
    private int failures;
    private boolean pending;

    SignInDesk(WebSocketDoor door) {
        this.door = door;
        this.timeoutMillis = door.doors().listeners().loginTimeout().toMillis();
        this.deadline = Loop.now() + timeoutMillis;
    }

    /** Whether credentials are being looked at. */
    boolean isPending() {
        return pending;
    }

    /** Whether the client has taken too long, or tried too often. */
    boolean isOver(long now) {
        return !pending && (now > deadline || failures >= MAX_ATTEMPTS);
    }

    /** Opens a session with its inbox; a guest has none. */
    Future<Opened> open(SignInRequest request, Origin origin, Outbound outbound) {
        pending = true;
        return door.doors()
                .sessions()
                .open(request.signIn(door.guests()).from(origin), outbound)
                .compose(session -> withInbox(session, request.inbox()))
                .onComplete(done -> finished(done.succeeded()));
    }

    private static Future<Opened> withInbox(Session session, boolean inbox) {
        if (!inbox || session.guest()) {
            return Future.succeededFuture(new Opened(session, null));
        }
        return session.submit(new InboxCommand.OpenInbox(InboxMode.HANDSHAKE))
                .map(opened -> new Opened(session, opened))
                .onFailure(refused -> session.close());
    }

    private void finished(boolean signedIn) {
        pending = false;
        if (!signedIn) {
            failures++;
            deadline = Loop.now() + timeoutMillis;
        }
    }
}
