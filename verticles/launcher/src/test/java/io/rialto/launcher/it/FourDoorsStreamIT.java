package io.rialto.launcher.it;

import io.rialto.launcher.it.kit.GatewayExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One node, every door in, every door out, one stream room. */
final class FourDoorsStreamIT extends FourDoorsStreamContract {
    @RegisterExtension
    static final GatewayExtension GATEWAY = new GatewayExtension();
}
