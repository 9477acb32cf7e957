package io.rialto.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who may use the management port. */
public record AdminConfig(
        @Setting(
                value =
                        "The operator's secret; when empty one is made at the first start into {node.data}/admin.secret.",
                def = "")
        Secret secret,

        @Setting(
                value = "More who may use it, each as NAME:ROLE:SECRET; the role is administrator (everything) or"
                        + " observer (looks at everything, changes nothing). The operator's own secret is that of the"
                        + " administrator admin.",
                def = "")
        List<AdminAccount> accounts) {
    /** The name under which the operator's own secret is known. */
    public static final String OPERATOR = "admin";

    /** Refuses two of one name, or of one secret. */
    public AdminConfig {
        accounts = List.copyOf(accounts);
        Set<String> names = new HashSet<>(Set.of(OPERATOR));
        Set<Secret> secrets = new HashSet<>(Set.of(secret));
        for (AdminAccount account : accounts) {
            if (!names.add(account.name())) {
                throw new ConfigException("accounts", "has " + account.name() + " twice, expected each name once");
            }
            if (!secrets.add(account.secret())) {
                throw new ConfigException(
                        "accounts", "gives " + account.name() + " the secret of another one, expected one of its own");
            }
        }
    }
}
