package io.rialto.account;

import com.nimbusds.jwt.JWTClaimsSet;
import io.rialto.access.AccessRules;
import io.rialto.access.Rule;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import java.time.Duration;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;

/**
 * What is read out of a foreign token whose signature is right (RFC 7519 §4).
 *
 * @param issuers of which {@code iss} must be one; empty: whoever has the key
 * @param audiences of which {@code aud} must name one; empty: whomever it is for
 * @param leeway by which clocks may differ
 * @param account the claim that names the account
 * @param prefix what the account's id begins with, before the claim
 * @param roles the claim with roles: a list, or a text with spaces between; empty where none is read
 * @param rules the claim with access rules, a list of texts without whom they are about; empty where none is read
 */
public record ClaimRules(
        Set<String> issuers,
        Set<String> audiences,
        Duration leeway,
        String account,
        String prefix,
        String roles,
        String rules) {
    /** Keeps no set that others change. */
    public ClaimRules {
        issuers = Set.copyOf(issuers);
        audiences = Set.copyOf(audiences);
    }

    /** Who that is, now; {@code unauthenticated}, {@code token_expired} with what is wrong. */
    Principal read(JWTClaimsSet claims, long now) {
        long end = requireTime(claims, now);
        String issuer = claims.getIssuer();
        require(issuers.isEmpty() || (issuer != null && issuers.contains(issuer)), "has another issuer than expected");
        require(
                audiences.isEmpty() || claims.getAudience().stream().anyMatch(audiences::contains),
                "is for somebody else than this gateway");
        return new Principal(
                account(claims),
                false,
                end,
                Principal.ANY_EPOCH,
                roles.isEmpty() ? Set.of() : Set.copyOf(texts(claims.getClaim(roles), roles)),
                rules.isEmpty() ? List.of() : rules(claims));
    }

    @SuppressWarnings("JavaUtilDate") // the library knows no other
    private long requireTime(JWTClaimsSet claims, long now) {
        Date expiry = claims.getExpirationTime();
        Date notBefore = claims.getNotBeforeTime();
        require(expiry != null, "never expires, expected exp");
        if (now > expiry.getTime() + leeway.toMillis()) {
            throw new GatewayException(ErrorCode.TOKEN_EXPIRED, "the token has expired");
        }
        require(notBefore == null || now >= notBefore.getTime() - leeway.toMillis(), "is not valid yet");
        return expiry.getTime() + leeway.toMillis();
    }

    private AccountId account(JWTClaimsSet claims) {
        Object claim = claims.getClaim(account);
        require(claim instanceof String || claim instanceof Number, "names no account in " + account);
        return Outsiders.account(prefix + claim);
    }

    private List<Rule> rules(JWTClaimsSet claims) {
        try {
            return AccessRules.brought(texts(claims.getClaim(rules), rules), "token");
        } catch (IllegalArgumentException wrong) {
            throw refused("has a wrong rule: " + wrong.getMessage());
        }
    }

    private static List<String> texts(Object claim, String name) {
        if (claim == null) {
            return List.of();
        }
        if (claim instanceof String text) {
            return Arrays.stream(text.split(" "))
                    .filter(word -> !word.isEmpty())
                    .toList();
        }
        boolean legal = claim instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
        require(legal, "has something else than texts in " + name);
        return ((List<?>) claim).stream().map(String.class::cast).toList();
    }

    private static void require(boolean fulfilled, String what) {
        if (!fulfilled) {
            throw refused(what);
        }
    }

    private static GatewayException refused(String what) {
        return new GatewayException(ErrorCode.UNAUTHENTICATED, "the token " + what);
    }
}
