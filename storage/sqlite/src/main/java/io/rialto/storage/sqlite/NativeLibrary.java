package io.rialto.storage.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * The driver's native library, unpacked inside the data directory, since /tmp is often mounted noexec. Done here, since the
 * driver compares what it has unpacked byte by byte, a seventh of the time a start takes. Safe on any thread.
 */
final class NativeLibrary {
    private static final String UNPACK_TO = "org.sqlite.tmpdir";
    private static final String LOAD_FROM = "org.sqlite.lib.path";
    private static final String LOAD_NAME = "org.sqlite.lib.name";
    private static final String PREFIX = "sqlite-";

    private static final Path MAPPED = Path.of("/proc/self/maps");

    private static boolean tried;

    private NativeLibrary() {}

    /**
     * Loads the library by way of {@code native} below a directory; once in a process. Where the driver was pointed
     * somewhere already, or has no library of this name, it is left to its own ways.
     */
    static synchronized void load(Path directory) throws IOException {
        if (tried || System.getProperty(UNPACK_TO) != null || System.getProperty(LOAD_FROM) != null) {
            return;
        }
        Path home = Files.createDirectories(directory.resolve("native"));
        System.setProperty(UNPACK_TO, home.toString());
        tried = true;
        try (InputStream packed = SQLiteJDBCLoader.class.getResourceAsStream(resource())) {
            if (packed != null) {
                load(packed, home);
            }
        }
    }

    /** Takes away what killed processes have left behind; by whoever holds the directory. */
    static void tidy(Path directory) throws IOException {
        Path home = directory.resolve("native");
        if (Files.isDirectory(home)) {
            try (DirectoryStream<Path> left = Files.newDirectoryStream(home, PREFIX + "*")) {
                for (Path file : left) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /**
     * Where the driver's jar has the library for this machine. Found here for Linux with the GNU library, since the driver
     * runs a program there, to learn whether this is the terminal of a telephone.
     */
    static String resource() {
        String directory =
                switch (System.getProperty("os.name") + "/" + System.getProperty("os.arch")) {
                    case "Linux/amd64" -> hasGnuLibrary() ? "/org/sqlite/native/Linux/x86_64" : asTheDriverFinds();
                    case "Linux/aarch64" -> hasGnuLibrary() ? "/org/sqlite/native/Linux/aarch64" : asTheDriverFinds();
                    default -> asTheDriverFinds();
                };
        return directory + "/" + LibraryLoaderUtil.getNativeLibName();
    }

    private static String asTheDriverFinds() {
        return LibraryLoaderUtil.getNativeLibResourcePath();
    }

    private static boolean hasGnuLibrary() {
        try {
            String mapped = Files.readString(MAPPED);
            return mapped.contains("/libc.so.6\n") || mapped.contains("/libc-2.");
        } catch (IOException hidden) {
            return false;
        }
    }

    private static void load(InputStream packed, Path home) throws IOException {
        Path copy = Files.createTempFile(home, PREFIX, "-" + LibraryLoaderUtil.getNativeLibName());
        try {
            Files.copy(packed, copy, StandardCopyOption.REPLACE_EXISTING);
            System.setProperty(LOAD_FROM, home.toString());
            System.setProperty(LOAD_NAME, copy.getFileName().toString());
            initialize();
        } finally {
            Files.deleteIfExists(copy); // what is loaded stays mapped
        }
    }

    private static void initialize() throws IOException {
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception failure) {
            throw new IOException("the native library of SQLite cannot be loaded: " + failure.getMessage(), failure);
        }
    }
}
