package io.rialto.storage.sqlite;

import io.rialto.contract.error.GatewayException;
import java.nio.file.Path;

/** Tries to take the directory of its argument, prints what it is told. */
final class LockChild {
    private LockChild() {}

    public static void main(String[] args) throws Exception {
        try (DirectoryLock lock = DirectoryLock.take(Path.of(args[0]))) {
            System.out.println("took " + lock.directory());
        } catch (GatewayException e) {
            System.out.println(e.getMessage());
        }
    }
}
