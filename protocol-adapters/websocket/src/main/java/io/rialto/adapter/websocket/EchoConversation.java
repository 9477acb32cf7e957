package io.rialto.adapter.websocket;

import io.netty.buffer.ByteBuf;
import io.rialto.adapter.web.Conversation;
import io.rialto.adapter.web.ServerFrames;
import io.rialto.adapter.web.WebSocketConnection;
import io.rialto.contract.channel.Gap;

/** Answers every message with itself, for conformance suites. */
final class EchoConversation implements Conversation {
    private final WebSocketConnection connection;

    EchoConversation(WebSocketConnection connection) {
        this.connection = connection;
        connection.raiseLimit();
    }

    @Override
    public boolean takesBinary() {
        return true;
    }

    @Override
    public void message(boolean binary, ByteBuf message) {
        connection.send(ServerFrames.frame(binary ? ServerFrames.BINARY : ServerFrames.TEXT, message));
    }

    @Override
    public ByteBuf gapNote(Gap gap) {
        return null;
    }

    @Override
    public boolean isToldAllGaps() {
        return false;
    }

    @Override
    public void tick(long now) {
        // an echo has no deadlines
    }

    @Override
    public void goingAway() {
        // an echo says nothing of its own
    }

    @Override
    public void ended() {
        // an echo keeps nothing
    }
}
