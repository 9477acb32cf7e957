package io.rialto.config;

/** TLS of one listener: PEM files. */
public record TlsConfig(
        @Setting(value = "PEM file of the certificate chain; TLS is on when it is given.", def = "")
        String cert,

        @Setting(value = "PEM file of the private key.", def = "")
        String key,

        @Setting(
                value =
                        "Whether clients show a certificate of their own: none, request (those that have one), required.",
                def = "none")
        ClientAuth clientAuth,

        @Setting(value = "PEM file of whoever signs the certificates of clients.", def = "")
        String trust) {
    /** Whether clients show a certificate. */
    public enum ClientAuth {
        NONE,
        REQUEST,
        REQUIRED
    }

    /** TLS where clients show no certificate. */
    public TlsConfig(String cert, String key) {
        this(cert, key, ClientAuth.NONE, "");
    }

    /** Certificate and key: both or neither. Whose certificates of clients are believed is always said. */
    public TlsConfig {
        if (cert.isEmpty() && !key.isEmpty()) {
            throw new ConfigException("cert", "is empty while a key is given, expected both or none");
        }
        if (key.isEmpty() && !cert.isEmpty()) {
            throw new ConfigException("key", "is empty while a cert is given, expected both or none");
        }
        if (clientAuth != ClientAuth.NONE && cert.isEmpty()) {
            throw new ConfigException("clientAuth", "is " + Form.word(clientAuth) + " without TLS, expected a cert");
        }
        if (clientAuth != ClientAuth.NONE && trust.isEmpty()) {
            throw new ConfigException("trust", "is empty while clients show certificates, expected who signs them");
        }
    }

    /** Whether the listener speaks TLS. */
    public boolean enabled() {
        return !cert.isEmpty();
    }
}
