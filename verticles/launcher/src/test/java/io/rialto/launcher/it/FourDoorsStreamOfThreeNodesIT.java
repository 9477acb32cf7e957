package io.rialto.launcher.it;

import io.rialto.launcher.it.kit.ClusterExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Three nodes, every door in, every door out, one stream room. */
final class FourDoorsStreamOfThreeNodesIT extends FourDoorsStreamContract {
    @RegisterExtension
    static final ClusterExtension CLUSTER = new ClusterExtension(3);
}
