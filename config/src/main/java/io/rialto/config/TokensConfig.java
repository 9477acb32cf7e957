package io.rialto.config;

import java.time.Duration;

/** Signed tokens. */
public record TokensConfig(
        @Setting(
                value =
                        "Key that signs tokens, at least 32 characters; when empty one is made at the first start and kept in the store.",
                def = "")
        Secret secret,

        @Setting(value = "Longest life of a token.", def = "24h")
        Duration maxTtl) {
    /** Checks the lengths. */
    public TokensConfig {
        if (secret.isSet() && secret.value().length() < 32) {
            throw new ConfigException("secret", "has " + secret.value().length() + " characters, expected 32 or more");
        }
        Check.positive("maxTtl", maxTtl);
    }
}
