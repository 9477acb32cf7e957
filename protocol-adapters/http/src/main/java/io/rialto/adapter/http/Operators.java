package io.rialto.adapter.http;

import io.rialto.config.AdminAccount;
import io.rialto.config.AdminConfig;
import io.rialto.config.Secret;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/** Who may use the management port: by its secret, on the paths of doors by its name with its secret. Immutable. */
final class Operators {
    private static final class Operator {
        private final AdminAccount.Role role;
        private final byte[] name;
        private final byte[] secret;

        Operator(AdminAccount.Role role, byte[] name, byte[] secret) {
            this.role = role;
            this.name = name;
            this.secret = secret;
        }
    }

    private final List<Operator> operators = new ArrayList<>();

    /** The operator with this secret, these others. */
    Operators(Secret secret, List<AdminAccount> others) {
        operators.add(operator(AdminConfig.OPERATOR, AdminAccount.Role.ADMINISTRATOR, secret));
        others.forEach(one -> operators.add(operator(one.name(), one.role(), one.secret())));
    }

    /** Lets nobody pass who does not bring a secret, nobody change something who may only look. */
    void require(RoutingContext routing, boolean reads) {
        byte[] given = digest(Bearer.token(routing));
        requireRole(find(null, given), reads, "this is not the admin secret");
    }

    /** What whoever knows this secret may do; null where nobody does. */
    AdminAccount.Role role(String secret) {
        return find(null, digest(secret));
    }

    /** The same for who brings name and secret. */
    void requireNamed(RoutingContext routing, boolean reads) {
        byte[] name = digest(header(routing, "username"));
        byte[] secret = digest(header(routing, "password"));
        requireRole(find(name, secret), reads, "username, password are not those of an operator");
    }

    /** All are looked at, so that it takes the same time whoever it is. */
    private AdminAccount.Role find(byte[] name, byte[] secret) {
        AdminAccount.Role role = null;
        for (Operator operator : operators) {
            boolean known = MessageDigest.isEqual(operator.secret, secret);
            boolean named = name == null || MessageDigest.isEqual(operator.name, name);
            role = known && named ? operator.role : role;
        }
        return role;
    }

    private static void requireRole(AdminAccount.Role role, boolean reads, String otherwise) {
        if (role == null) {
            throw new GatewayException(ErrorCode.UNAUTHENTICATED, otherwise);
        }
        if (!reads && role == AdminAccount.Role.OBSERVER) {
            throw new GatewayException(ErrorCode.FORBIDDEN, "observers change nothing");
        }
    }

    private static String header(RoutingContext routing, String name) {
        String value = routing.request().getHeader(name);
        return value == null ? "" : value;
    }

    private static Operator operator(String name, AdminAccount.Role role, Secret secret) {
        return new Operator(role, digest(name), digest(secret.value()));
    }

    private static byte[] digest(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
