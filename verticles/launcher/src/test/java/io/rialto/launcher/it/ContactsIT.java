package io.rialto.launcher.it;

import io.rialto.launcher.it.kit.GatewayExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One node: friends, signals, a block on every door. */
final class ContactsIT extends ContactsContract {
    @RegisterExtension
    static final GatewayExtension GATEWAY = new GatewayExtension();
}
