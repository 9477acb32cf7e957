package io.rialto.launcher.it;

import io.rialto.launcher.it.kit.ClusterExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One device that reads on at another door of another node where it stood at the last. */
final class ResumeAcrossDoorsOfThreeNodesIT extends ResumeAcrossDoorsContract {
    @RegisterExtension
    static final ClusterExtension CLUSTER = new ClusterExtension(3);
}
