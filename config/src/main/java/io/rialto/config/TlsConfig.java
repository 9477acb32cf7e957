package io.rialto.config;

/** TLS of one listener: PEM files. */
public record TlsConfig(
        @Setting(value = "PEM file of the certificate chain; TLS is on when it is given.", def = "")
        String cert,

        @Setting(value = "PEM file of the private key.", def = "")
        String key) {
    /** Both or neither. */
    public TlsConfig {
        if (cert.isEmpty() != key.isEmpty()) {
            throw new ConfigException("tls needs both cert and key, got only " + (cert.isEmpty() ? "key" : "cert"));
        }
    }

    /** Whether the listener speaks TLS. */
    public boolean enabled() {
        return !cert.isEmpty();
    }
}
