package io.rialto.account;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.SignIn;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/**
 * Takes the certificate that a client has shown by mutual TLS for who it is. Whether that is to be believed the handshake has
 * decided. A token that comes with it is looked at instead; a name that comes with it must be the account's, the password is
 * not looked at. Safe on any thread.
 */
public final class Certificates implements Authenticator {
    /** What of a certificate names the account (RFC 5280 §4.1.2.6, §4.2.1.6). */
    public enum Name {
        /** The common name of the subject. */
        CN,
        /** The first alternative name that is a host. */
        DNS,
        /** The first that is a mail address. */
        EMAIL,
        /** The first that is a URI. */
        URI,
        /** The whole subject: 32 digits of its SHA-256, since it has characters that no account has. */
        SUBJECT
    }

    private static final int EMAIL = 1;
    private static final int DNS = 2;
    private static final int URI = 6;
    private static final int DIGITS = 32;

    private final Name name;
    private final String prefix;
    private final Set<String> roles;
    private final Outsiders outsiders;

    /**
     * Takes certificates.
     *
     * @param prefix what the account's id begins with
     * @param roles of whoever signs in so
     */
    public Certificates(Name name, String prefix, Set<String> roles, Outsiders outsiders) {
        this.name = name;
        this.prefix = prefix;
        this.roles = Set.copyOf(roles);
        this.outsiders = outsiders;
    }

    @Override
    @SuppressWarnings("JavaUtilDate") // certificates know no other
    public Future<Optional<Principal>> authenticate(SignIn signIn) {
        List<X509Certificate> shown = signIn.origin().certificates();
        if (shown.isEmpty() || signIn.credentials() instanceof Credentials.Token) {
            return Future.succeededFuture(Optional.empty());
        }
        try {
            AccountId account = Outsiders.account(prefix + nameIn(shown.get(0)));
            if (signIn.credentials() instanceof Credentials.Password given) {
                requireSame(account, given.login());
            }
            return outsiders
                    .admit(new Principal(
                            account,
                            false,
                            shown.get(0).getNotAfter().toInstant().toEpochMilli(),
                            Principal.ANY_EPOCH,
                            roles,
                            List.of()))
                    .map(Optional::of);
        } catch (GatewayException refused) {
            return Future.failedFuture(refused);
        }
    }

    private static void requireSame(AccountId account, String login) {
        if (!login.isEmpty() && !login.equals(account.value())) {
            throw refused("the certificate is that of " + account + ", expected this or no name beside it");
        }
    }

    private String nameIn(X509Certificate certificate) {
        String found =
                switch (name) {
                    case CN -> commonName(certificate.getSubjectX500Principal());
                    case DNS -> alternative(certificate, DNS);
                    case EMAIL -> alternative(certificate, EMAIL);
                    case URI -> alternative(certificate, URI);
                    case SUBJECT -> hash(certificate.getSubjectX500Principal());
                };
        if (found == null) {
            throw refused(
                    "the certificate names no account, expected " + name.name().toLowerCase(Locale.ROOT));
        }
        return found;
    }

    /** The most specific one, where there are several: the last in the certificate. */
    private static String commonName(X500Principal subject) {
        try {
            String found = null;
            for (Rdn part : new LdapName(subject.getName(X500Principal.RFC2253)).getRdns()) {
                Attribute named = part.toAttributes().get("CN");
                if (named != null && named.get() instanceof String text) {
                    found = text;
                }
            }
            return found;
        } catch (NamingException garbled) {
            throw refused("the subject of the certificate cannot be read");
        }
    }

    private static String alternative(X509Certificate certificate, int kind) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? null
                    : names.stream()
                            .filter(one -> one.get(0).equals(kind))
                            .map(one -> (String) one.get(1))
                            .findFirst()
                            .orElse(null);
        } catch (CertificateParsingException garbled) {
            throw refused("the alternative names of the certificate cannot be read");
        }
    }

    private static String hash(X500Principal subject) {
        try {
            byte[] name = subject.getName(X500Principal.CANONICAL).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(name))
                    .substring(0, DIGITS);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no SHA-256", missing);
        }
    }

    private static GatewayException refused(String why) {
        return new GatewayException(ErrorCode.UNAUTHENTICATED, why);
    }
}
