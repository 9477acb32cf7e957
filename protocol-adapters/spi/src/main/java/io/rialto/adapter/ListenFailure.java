package io.rialto.adapter;

import io.rialto.config.TlsConfig;

/** A listener could not be opened; the message says which one and where, which the socket's own words do not. */
public final class ListenFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String NATIVE_BIND = "bind(";

    /**
     * A failure with its sentence.
     *
     * @param section the listener's section of the configuration, such as {@code listeners.mqtt}
     */
    public ListenFailure(String section, String host, int port, TlsConfig tls, Throwable cause) {
        super(section + " cannot listen on " + host + ":" + port + files(tls) + ": " + words(cause), cause);
    }

    private static String files(TlsConfig tls) {
        return tls.enabled() ? " with TLS from " + tls.cert() + " and " + tls.key() : "";
    }

    /** Without the native call and its number, which stand before the words. */
    private static String words(Throwable cause) {
        String message = cause.getMessage();
        if (message == null) {
            return cause.toString();
        }
        int colon = message.startsWith(NATIVE_BIND) ? message.indexOf(": ") : -1;
        return colon < 0 ? message : message.substring(colon + 2);
    }
}
