package io.rialto.adapter.http;

import io.rialto.adapter.DoorMetrics;
import io.rialto.adapter.Doors;
import io.rialto.adapter.ManagementMount;
import io.rialto.config.AdminAccount;
import io.rialto.config.ManagementConfig;
import io.rialto.config.Secret;
import io.rialto.config.SessionsConfig;
import io.rialto.contract.office.AccountOffice;
import io.rialto.contract.office.ClientOffice;
import io.rialto.contract.office.MessageOffice;
import io.rialto.contract.office.SessionOffice;
import io.rialto.contract.session.AccountAdmin;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the management port shows, lets do.
 *
 * @param config where it listens
 * @param people who may use it
 * @param desks who answers
 * @param sight what it shows of this node
 * @param mounts what doors have it answer
 */
public record Management(
        ManagementConfig config, People people, Desks desks, Sight sight, List<ManagementMount> mounts) {
    /**
     * Who may use it.
     *
     * @param secret what the operator must know
     * @param others who else, each with its role
     */
    public record People(Secret secret, List<AdminAccount> others) {
        /** Refuses a port that anybody could use. */
        public People {
            if (!secret.isSet()) {
                throw new IllegalArgumentException("the management port needs an admin secret");
            }
            others = List.copyOf(others);
        }
    }

    /**
     * Who answers.
     *
     * @param accounts makes accounts, tokens
     * @param office what else is done to accounts
     * @param sessions who is online, sessions in the name of accounts
     * @param messages what is said by the gateway
     * @param clients the MQTT clients, of all nodes
     * @param doors what the settings say of sessions, of WebSockets
     * @param metrics counts what is said in the name of accounts
     */
    public record Desks(
            AccountAdmin accounts,
            AccountOffice office,
            SessionOffice sessions,
            MessageOffice messages,
            ClientOffice clients,
            Doors doors,
            DoorMetrics metrics) {
        /** The limits of sessions. */
        SessionsConfig limits() {
            return doors.config().sessions();
        }
    }

    /**
     * What it shows of this node. Asked on the event loop, must not block.
     *
     * @param problem why this node is not ready; empty while it is
     * @param metrics the metrics as Prometheus text
     * @param cluster the nodes and the links between them as JSON text
     */
    public record Sight(Supplier<Optional<String>> problem, Supplier<String> metrics, Supplier<String> cluster) {}

    /** Copies the mounts. */
    public Management {
        mounts = List.copyOf(mounts);
    }
}
