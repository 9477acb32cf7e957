package io.rialto.storage.postgres;

import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Where the database is, with what opens its door; what it says of itself has no password in it. Immutable. */
public final class Target {
    private static final Pattern SHAPE = Pattern.compile("postgres(ql)?://[^/@]+@[^/@]+/[^?/]+(\\?.*)?");
    private static final String ROOT_CERTIFICATE = "sslrootcert";
    private static final String CLIENT_NAME = PgConnectOptions.DEFAULT_PROPERTIES.get("application_name");

    private final PgConnectOptions options;

    private Target(PgConnectOptions options) {
        this.options = options;
    }

    /**
     * The database of a URI {@code postgresql://user:password@host:port/database?…}; of the parameters, {@code sslmode}
     * and {@code sslrootcert} (a PEM file) are understood, anything else is a setting of the session. Throws an
     * {@code IllegalArgumentException} that does not repeat the URI.
     */
    public static Target of(String uri) {
        if (!SHAPE.matcher(uri).matches()) {
            throw unreadable();
        }
        try {
            PgConnectOptions options = PgConnectOptions.fromUri(uri);
            options.setCachePreparedStatements(false).setReconnectAttempts(0);
            secure(options);
            return new Target(options);
        } catch (RuntimeException notRepeated) {
            throw unreadable();
        }
    }

    /** For a new connection. */
    PgConnectOptions options() {
        return new PgConnectOptions(options);
    }

    /** For sentences: {@code database rialto at db:5432}. */
    @Override
    public String toString() {
        return "database " + options.getDatabase() + " at " + options.getHost() + ":" + options.getPort();
    }

    /** As libpq has it: the server's name is checked with verify-full only, its certificate from verify-ca on. */
    private static void secure(PgConnectOptions options) {
        Map<String, String> properties = new HashMap<>(options.getProperties());
        String root = properties.remove(ROOT_CERTIFICATE);
        properties.merge("application_name", "rialto", (given, ours) -> given.equals(CLIENT_NAME) ? ours : given);
        options.setProperties(properties);
        SslMode mode = options.getSslMode();
        if (mode != SslMode.DISABLE) {
            ClientSSLOptions ssl = new ClientSSLOptions();
            ssl.setHostnameVerificationAlgorithm(mode == SslMode.VERIFY_FULL ? "HTTPS" : "");
            ssl.setTrustAll(mode != SslMode.VERIFY_CA && mode != SslMode.VERIFY_FULL);
            if (root != null) {
                ssl.setTrustOptions(new PemTrustOptions().addCertPath(root));
            }
            options.setSslOptions(ssl);
        }
    }

    private static IllegalArgumentException unreadable() {
        return new IllegalArgumentException("cannot be read, expected postgresql://user:password@host:port/database"
                + " (other signs than letters, digits, - . _ ~ percent-encoded)");
    }
}
