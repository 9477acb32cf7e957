package io.rialto.adapter.http;

import io.rialto.config.ManagementConfig;
import io.rialto.config.Secret;
import io.rialto.contract.session.AccountAdmin;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the management port shows, lets do.
 *
 * @param config where it listens
 * @param secret what its callers must know to change anything
 * @param accounts makes accounts, tokens
 * @param problem why this node is not ready; empty while it is. Asked on the event loop, must not block.
 * @param metrics the metrics as Prometheus text. Asked on the event loop, must not block.
 * @param cluster the nodes and the links between them as JSON text. As above.
 */
public record Management(
        ManagementConfig config,
        Secret secret,
        AccountAdmin accounts,
        Supplier<Optional<String>> problem,
        Supplier<String> metrics,
        Supplier<String> cluster) {
    /** Refuses a port that anybody could use. */
    public Management {
        if (!secret.isSet()) {
            throw new IllegalArgumentException("the management port needs an admin secret");
        }
    }
}
