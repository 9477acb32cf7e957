package io.rialto.launcher.it;

import io.rialto.launcher.it.kit.ClusterExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Three nodes: friends, signals, a block on every door. */
final class ContactsOfThreeNodesIT extends ContactsContract {
    @RegisterExtension
    static final ClusterExtension CLUSTER = new ClusterExtension(3);
}
