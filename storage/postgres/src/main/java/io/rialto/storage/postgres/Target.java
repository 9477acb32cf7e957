package io.rialto.storage.postgres;

import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Where the database is, with what opens its door; what it says of itself has no password in it. Immutable. */
public final class Target {
    private static final Pattern SHAPE = Pattern.compile("postgres(ql)?://[^/@]+@[^/@]+/[^?/]+(\\?.*)?");
    private static final String ROOT_CERTIFICATE = "sslrootcert";
    private static final String SSL_MODE = "sslmode";

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
            String[] parts = uri.split("\\?", 2);
            PgConnectOptions options = PgConnectOptions.fromUri(parts[0]);
            options.setCachePreparedStatements(false).setReconnectAttempts(0);
            options.addProperty("application_name", "rialto");
            configure(options, parts.length == 1 ? Map.of() : parameters(parts[1]));
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

    /** The client leaves out what it does not know of a URI, so this is done here. */
    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            String[] words = pair.split("=", 2);
            parameters.put(words[0], URLDecoder.decode(words[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    private static void configure(PgConnectOptions options, Map<String, String> parameters) {
        String root = parameters.get(ROOT_CERTIFICATE);
        parameters.forEach((name, value) -> {
            if (name.equals(SSL_MODE)) {
                options.setSslMode(SslMode.of(value));
            } else if (!name.equals(ROOT_CERTIFICATE)) {
                options.addProperty(name, value);
            }
        });
        if (options.getSslMode() != SslMode.DISABLE) {
            options.setSslOptions(ssl(options.getSslMode(), root));
        }
    }

    /** As libpq has it: the server's name is checked with verify-full only, its certificate from verify-ca on. */
    private static ClientSSLOptions ssl(SslMode mode, String root) {
        ClientSSLOptions ssl = new ClientSSLOptions();
        ssl.setHostnameVerificationAlgorithm(mode == SslMode.VERIFY_FULL ? "HTTPS" : "");
        ssl.setTrustAll(mode != SslMode.VERIFY_CA && mode != SslMode.VERIFY_FULL);
        if (root != null) {
            ssl.setTrustOptions(new PemTrustOptions().addCertPath(root));
        }
        return ssl;
    }

    private static IllegalArgumentException unreadable() {
        return new IllegalArgumentException("cannot be read, expected postgresql://user:password@host:port/database"
                + " (other signs than letters, digits, - . _ ~ percent-encoded)");
    }
}
