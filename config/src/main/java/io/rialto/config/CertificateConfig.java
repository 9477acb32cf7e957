package io.rialto.config;

import java.util.List;

/** The certificate that a client shows (mutual TLS) as a proof of who it is. */
public record CertificateConfig(
        @Setting(
                value =
                        "What of a client's certificate names the account: none (certificates name nobody), cn, dns, email, uri"
                                + " (the first subject alternative name of that kind), subject (the whole of it, as a hash).",
                def = "none")
        Name account,

        @Setting(value = "What the account's id begins with, before that.", def = "")
        String prefix,

        @Setting(value = "Roles of whoever signs in by certificate.", def = "")
        List<String> roles) {
    /** What of a certificate names the account. */
    public enum Name {
        NONE,
        CN,
        DNS,
        EMAIL,
        URI,
        SUBJECT
    }

    /** Keeps no list that others change. */
    public CertificateConfig {
        roles = List.copyOf(roles);
    }
}
