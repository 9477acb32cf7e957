package io.rialto.launcher.cli;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/** Why something with the network or a file went wrong, in words. */
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
        if (cause instanceof AccessDeniedException denied) {
            return "no permission for " + denied.getFile();
        }
        if (cause instanceof NoSuchFileException missing) {
            return "there is no " + missing.getFile();
        }
        if (cause instanceof SSLHandshakeException refused) {
            return "no agreement on TLS: " + refused.getMessage();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    static Throwable unwrapped(Throwable failure) {
        boolean wrapper = failure instanceof CompletionException || failure instanceof UncheckedIOException;
        return wrapper && failure.getCause() != null ? failure.getCause() : failure;
    }
}
