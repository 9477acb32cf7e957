package io.rialto.launcher.cli;

import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/** Why something over the network went wrong, in words. */
final class Cause {
    private Cause() {}

    /** The words; the JDK's client often has none in its exceptions. */
    static String of(Throwable failure) {
        Throwable cause = unwrapped(failure);
        if (cause.getCause() instanceof UnresolvedAddressException) {
            return "unknown host";
        }
        if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
            return "no answer in time";
        }
        if (cause instanceof ConnectException && cause.getMessage() == null) {
            return "connection refused";
        }
        if (cause instanceof WebSocketHandshakeException handshake) {
            return "answered status " + handshake.getResponse().statusCode() + ", not a WebSocket";
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
