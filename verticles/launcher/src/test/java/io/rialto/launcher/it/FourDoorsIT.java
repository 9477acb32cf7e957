package io.rialto.launcher.it;

import io.rialto.launcher.it.kit.GatewayExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One node, every door in, every door out, one group. */
final class FourDoorsIT extends FourDoorsContract {
    @RegisterExtension
    static final GatewayExtension GATEWAY = new GatewayExtension();
}
