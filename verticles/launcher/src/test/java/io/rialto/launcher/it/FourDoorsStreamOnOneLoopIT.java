package io.rialto.launcher.it;

import io.rialto.launcher.it.kit.GatewayExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One stream room where one event loop does all work, as on a machine with two processors: nothing may wait for another one. */
final class FourDoorsStreamOnOneLoopIT extends FourDoorsStreamContract {
    @RegisterExtension
    static final GatewayExtension GATEWAY = new GatewayExtension().with("node.loops", "1");
}
