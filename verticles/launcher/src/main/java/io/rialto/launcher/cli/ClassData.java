package io.rialto.launcher.cli;

import java.nio.file.Path;

/**
 * The class data of one jar for one JVM, a file that a JVM writes at its exit, then maps at later starts: a class-data
 * archive, from Java 25 on an AOT cache (JEP 514), which holds more.
 */
record ClassData(Path jar, Runtime.Version java) {
    private static final int FIRST_WITH_AOT_CACHE = 25;

    /** The option of a JVM that is to write it. */
    String writing(Path file) {
        return (isAotCache() ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + file;
    }

    /** The option of a JVM that is to use it. */
    String using(Path file) {
        return (isAotCache() ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + file;
    }

    /**
     * Where {@code ./rialto} looks for it: beside the jar, named after the JVM and its size, since a JVM may crash over one
     * that was cut short.
     */
    Path file(long bytes) {
        return jar.resolveSibling(prefix() + bytes + suffix());
    }

    /** Whether this is the name of one for the same jar and JVM, of any size. */
    boolean isOne(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(prefix()) && name.endsWith(suffix());
    }

    private String prefix() {
        String name = jar.getFileName().toString();
        return name.substring(0, name.length() - ".jar".length()) + "-" + java + "-";
    }

    private String suffix() {
        return isAotCache() ? ".aot" : ".jsa";
    }

    private boolean isAotCache() {
        return java.feature() >= FIRST_WITH_AOT_CACHE;
    }
}
