package io.rialto.launcher.it;

import io.rialto.launcher.it.kit.GatewayExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One device that reads on at another door of a node where it stood at the last. */
final class ResumeAcrossDoorsIT extends ResumeAcrossDoorsContract {
    @RegisterExtension
    static final GatewayExtension GATEWAY = new GatewayExtension();
}
