package io.rialto.storage.sqlite;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the driver unpacks its native library: inside the data directory, since /tmp is often mounted noexec. */
final class NativeLibrary {
    private static final String PROPERTY = "org.sqlite.tmpdir";

    private NativeLibrary() {}

    /**
     * Points the driver to {@code native} below the locked directory, unless it was pointed somewhere already. A killed
     * process leaves its copy behind; the next one takes it away.
     */
    static void unpackInside(Path directory) throws IOException {
        if (System.getProperty(PROPERTY) == null) {
            Path home = Files.createDirectories(directory.resolve("native"));
            try (DirectoryStream<Path> left = Files.newDirectoryStream(home, "sqlite-*")) {
                for (Path file : left) {
                    Files.delete(file);
                }
            }
            System.setProperty(PROPERTY, home.toString());
        }
    }
}
