package io.rialto.config;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Signed tokens (JWT) of somebody else, by which clients sign in. Off until there is a secret, a key or a URL. */
public record JwtConfig(
        @Setting(
                value =
                        "Algorithms that are taken: HS256, HS384, HS512 (with the secret), RS256, ES256, EdDSA (with keys).",
                def = "[RS256, ES256, EdDSA]")
        List<String> algorithms,

        @Setting(value = "Secret of HS256, HS384, HS512, at least 32 bytes.", def = "")
        Secret secret,

        @Setting(value = "File with public keys: PEM blocks PUBLIC KEY or CERTIFICATE, or a JWK set.", def = "")
        String keys,

        @Setting(value = "URL of a JWK set: https, or http on this machine.", def = "")
        String jwks,

        @Setting(value = "PEM file of who signs the certificate of that URL; empty = whom Java trusts.", def = "")
        String jwksTrust,

        @Setting(value = "How old the keys of the URL become before they are fetched again.", def = "10m")
        Duration jwksRefresh,

        @Setting(value = "How long no fetch follows another, whatever ids of keys clients name.", def = "30s")
        Duration jwksRetry,

        @Setting(
                value = "How old keys become before they are trusted no more, where the URL does not answer.",
                def = "24h")
        Duration jwksMaxAge,

        @Setting(value = "How long a fetch may take.", def = "5s")
        Duration jwksTimeout,

        @Setting(value = "Issuers (iss) that are taken; must be given with a URL.", def = "")
        List<String> issuers,

        @Setting(value = "Audiences (aud) of which a token must name one; empty = not looked at.", def = "")
        List<String> audiences,

        @Setting(value = "By how much clocks may differ.", def = "30s")
        Duration leeway,

        @Setting(value = "Claim that names the account.", def = "sub")
        String account,

        @Setting(value = "What the account's id begins with, before the claim.", def = "")
        String prefix,

        @Setting(value = "Claim with roles, a list or a text with spaces between; empty = none is read.", def = "")
        String roles,

        @Setting(
                value =
                        "Claim with access rules, a list such as [\"allow publish a/%u/#\"]; asked before access.rules; empty ="
                                + " none is read.",
                def = "")
        String rules) {
    private static final Set<String> ALGORITHMS = Set.of("HS256", "HS384", "HS512", "RS256", "ES256", "EdDSA");

    /** Checks ranges, names. */
    public JwtConfig {
        algorithms = List.copyOf(algorithms);
        issuers = List.copyOf(issuers);
        audiences = List.copyOf(audiences);
        Check.among("algorithms", algorithms, ALGORITHMS);
        Check.url("jwks", jwks);
        Check.positive("jwksRefresh", jwksRefresh);
        Check.range("jwksRetry", jwksRetry, Duration.ofSeconds(1), Duration.ofDays(1));
        Check.range("jwksMaxAge", jwksMaxAge, jwksRefresh, Duration.ofDays(3650));
        Check.range("jwksTimeout", jwksTimeout, Duration.ofMillis(100), Duration.ofMinutes(1));
        Check.range("leeway", leeway, Duration.ZERO, Duration.ofMinutes(10));
        Check.notBlank("account", account);
        if (!jwks.isEmpty() && issuers.isEmpty()) {
            throw new ConfigException("issuers", "is empty while there is a jwks URL, expected whose keys those are");
        }
        if (secret.isSet() && secret.value().length() < 32) {
            throw new ConfigException("secret", "has " + secret.value().length() + " characters, expected 32 or more");
        }
    }

    /** Whether any token can be checked. */
    public boolean enabled() {
        return secret.isSet() || !keys.isEmpty() || !jwks.isEmpty();
    }
}
