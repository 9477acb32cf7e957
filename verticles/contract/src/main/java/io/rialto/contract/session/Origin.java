package io.rialto.contract.session;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Where a request for a session comes from.
 *
 * @param address the client's address in text, without port; empty where that is not known
 * @param certificates what the client has shown by mutual TLS and proved to have the key of, its own first; empty where it
 *     showed none. Whoever signs them is trusted by the settings of the listener
 */
public record Origin(String address, List<X509Certificate> certificates) {
    /** Nothing is known. */
    public static final Origin UNKNOWN = new Origin("", List.of());

    /** Keeps no list that others change. */
    public Origin {
        certificates = List.copyOf(certificates);
    }
}
