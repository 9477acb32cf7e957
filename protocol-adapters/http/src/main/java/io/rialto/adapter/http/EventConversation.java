package io.rialto.adapter.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.rialto.adapter.KeepAlive;
import io.rialto.adapter.Loop;
import io.rialto.adapter.json.Fields;
import io.rialto.adapter.json.JsonBody;
import io.rialto.adapter.web.CloseCode;
import io.rialto.adapter.web.Conversation;
import io.rialto.adapter.web.JsonWords;
import io.rialto.adapter.web.WebSocketConnection;
import io.rialto.config.AdminAccount;
import io.rialto.contract.channel.Gap;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.vertx.core.Future;
import java.util.Locale;

/**
 * What an operator says and is told on one WebSocket (docs/protocol-http.md). Confined to the connection's event loop.
 */
final class EventConversation implements Conversation {
    private static final int MAX_ATTEMPTS = 3;
    private static final int MAX_OP = 64;

    private final EventDoor door;
    private final WebSocketConnection connection;
    private final JsonWords words;
    private final EventFeed feed;
    private final EventPublishers publishers;
    private final KeepAlive keepAlive = new KeepAlive();
    private final long deadline;
    private AdminAccount.Role role;
    private int failures;

    /** {@code role} is that of whoever brought its secret with the handshake; null where nobody did. */
    EventConversation(EventDoor door, WebSocketConnection connection, AdminAccount.Role role) {
        this.door = door;
        this.connection = connection;
        this.words = new JsonWords(connection);
        this.feed = new EventFeed(door, connection, words);
        this.publishers = new EventPublishers(door, connection, words);
        this.deadline = Loop.now()
                + door.management().desks().doors().listeners().loginTimeout().toMillis();
        if (role != null) {
            signedIn(role);
        }
    }

    private void signedIn(AdminAccount.Role as) {
        role = as;
        connection.raiseLimit();
        keepAlive.start((int) Math.max(1, door.config().silence().toSeconds() * 2 / 3));
    }

    @Override
    public boolean takesBinary() {
        return role == AdminAccount.Role.ADMINISTRATOR;
    }

    @Override
    public void message(boolean binary, ByteBuf message) {
        keepAlive.heard();
        if (binary) {
            publishers.publish(message);
            return;
        }
        Fields request;
        try {
            request = door.json().read(ByteBufUtil.getBytes(message));
        } catch (GatewayException noObject) {
            words.failure(null, "?", noObject);
            connection.close(CloseCode.POLICY, "not a JSON object within the limits");
            return;
        }
        Object id = request.raw("id").filter(EventConversation::isId).orElse(null);
        try {
            String op = request.optionalString("op", MAX_OP).orElseThrow(() -> request.missing("op", "a string"));
            carryOut(id, op, request.object("args"));
        } catch (GatewayException refused) {
            words.failure(id, "?", refused);
        }
    }

    private static boolean isId(Object id) {
        return id instanceof Long || (id instanceof String text && text.length() <= MAX_OP);
    }

    private void carryOut(Object id, String op, Fields args) {
        if (op.equals("auth")) {
            authenticate(id, args);
            return;
        }
        if (role == null) {
            throw new GatewayException(ErrorCode.UNAUTHENTICATED, "say who you are first: op auth");
        }
        switch (op) {
            case "ping" ->
                words.success(id, out -> {
                    out.writeStartObject();
                    out.writeNumberField("serverTs", System.currentTimeMillis());
                    out.writeEndObject();
                });
            case "watch" -> {
                words.success(id, JsonBody.EMPTY);
                feed.watch(args.optionalString("prefix").orElse(""));
            }
            case "unwatch" -> {
                feed.end();
                words.success(id, JsonBody.EMPTY);
            }
            case "publish.open" -> answer(id, publishers.open(requireAdministrator(args)));
            case "publish.close" -> {
                publishers.close((int) requireAdministrator(args).integer("handle", 0, 1, Integer.MAX_VALUE));
                words.success(id, JsonBody.EMPTY);
            }
            default -> throw new GatewayException(ErrorCode.UNSUPPORTED, "there is no op " + op);
        }
    }

    private void authenticate(Object id, Fields args) {
        if (role != null) {
            throw new GatewayException(ErrorCode.ALREADY, "you have said who you are");
        }
        AdminAccount.Role known = door.operators().role(args.string("secret"));
        if (known == null) {
            words.failure(id, "auth", new GatewayException(ErrorCode.UNAUTHENTICATED, "this is not the admin secret"));
            if (++failures >= MAX_ATTEMPTS) {
                connection.close(CloseCode.POLICY, "too many failed attempts");
            }
            return;
        }
        signedIn(known);
        words.success(id, out -> {
            out.writeStartObject();
            out.writeStringField("role", known.name().toLowerCase(Locale.ROOT));
            out.writeEndObject();
        });
    }

    private Fields requireAdministrator(Fields args) {
        if (role != AdminAccount.Role.ADMINISTRATOR) {
            throw new GatewayException(ErrorCode.FORBIDDEN, "observers change nothing");
        }
        return args;
    }

    private void answer(Object id, Future<Integer> handle) {
        handle.onSuccess(given -> words.success(id, out -> {
                    out.writeStartObject();
                    out.writeNumberField("handle", given);
                    out.writeEndObject();
                }))
                .onFailure(refused -> words.failure(id, "publish.open", refused));
    }

    /** Nothing is sent here that gaps are told of. */
    @Override
    public ByteBuf gapNote(Gap gap) {
        return null;
    }

    @Override
    public boolean isToldAllGaps() {
        return false;
    }

    @Override
    public void drained() {
        feed.drain();
    }

    @Override
    public void tick(long now) {
        if (role == null && now > deadline) {
            connection.close(CloseCode.POLICY, "nobody said who it is in time");
        } else if (keepAlive.isOver(now, connection.reading().isPaused())) {
            connection.close(CloseCode.GOING_AWAY, "nothing heard for too long");
        } else {
            feed.tick(now);
        }
    }

    @Override
    public void goingAway() {
        words.event("goaway", out -> {});
    }

    @Override
    public void ended() {
        feed.end();
        publishers.close();
    }
}
