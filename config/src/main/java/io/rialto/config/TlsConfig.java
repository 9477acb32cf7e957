package io.rialto.config;

/** TLS of one listener: PEM files. */
public record TlsConfig(
        @Setting(value = "PEM file of the certificate chain; TLS is on when it is given.", def = "")
        String cert,

        @Setting(value = "PEM file of the private key.", def = "")
        String key) {
    /** Both or neither. */
    public TlsConfig {
        if (cert.isEmpty() && !key.isEmpty()) {
            throw new ConfigException("cert", "is empty while a key is given, expected both or none");
        }
        if (key.isEmpty() && !cert.isEmpty()) {
            throw new ConfigException("key", "is empty while a cert is given, expected both or none");
        }
    }

    /** Whether the listener speaks TLS. */
    public boolean enabled() {
        return !cert.isEmpty();
    }
}
