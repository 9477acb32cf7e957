package io.rialto.launcher.it;

import io.rialto.launcher.it.kit.GatewayExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same where every inbox row waits on a sheet first, as those of a message to a large group do. */
final class ResumeAcrossDoorsOnSheetsIT extends ResumeAcrossDoorsContract {
    @RegisterExtension
    static final GatewayExtension GATEWAY =
            new GatewayExtension().with("storage.sheetFrom", "1").with("storage.sheetDelay", "50ms");
}
