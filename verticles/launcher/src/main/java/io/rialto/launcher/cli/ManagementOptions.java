package io.rialto.launcher.cli;

import java.net.URI;
import java.util.Set;
import picocli.CommandLine.Option;

/** Which management port, with what right. */
final class ManagementOptions {
    @Option(
            names = "--management",
            paramLabel = "URL",
            description = "The management port, such as http://127.0.0.1:9090 (default: from the configuration).")
    private URI url;

    @Option(
            names = "--admin-secret",
            paramLabel = "SECRET",
            description = "The operator's secret (default: from the configuration, else {node.data}/admin.secret).")
    private String secret;

    /** A client of that port; what is not given comes from the configuration, which is not read otherwise. */
    ManagementClient client(ConfigOptions options) {
        if (url != null && !Set.of("http", "https").contains(String.valueOf(url.getScheme()))) {
            throw CommandFailure.wrongUse("--management expects a URL such as http://127.0.0.1:9090");
        }
        if (url != null && secret != null) {
            return new ManagementClient(Endpoint.of(url), secret);
        }
        LocalNode node = new LocalNode(options.read());
        return new ManagementClient(
                url == null ? node.management() : Endpoint.of(url), secret == null ? node.adminSecret() : secret);
    }
}
