package io.rialto.launcher;

import io.rialto.account.Secrets;
import io.rialto.config.RialtoConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The operator's secret: from the configuration, else from {@code {node.data}/admin.secret}, made at the first start. */
final class AdminSecret {
    private AdminSecret() {}

    /** The secret; a new one is printed once on standard error. Blocking: before the loops matter. */
    static String of(RialtoConfig config) throws IOException {
        if (config.admin().secret().isSet()) {
            return config.admin().secret().value();
        }
        Path file = config.node().data().resolve("admin.secret");
        if (Files.exists(file)) {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        }
        return make(file);
    }

    private static String make(Path file) throws IOException {
        String secret = Secrets.random();
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (var channel = Files.newByteChannel(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(StandardCharsets.UTF_8.encode(secret + "\n"));
        }
        System.err.println("rialto: made an admin secret, kept in " + file + ": " + secret);
        return secret;
    }
}
