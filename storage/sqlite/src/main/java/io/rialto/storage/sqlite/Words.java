package io.rialto.storage.sqlite;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/** Why a file or directory cannot be used, for the operator; the JDK's exceptions often say only which. */
final class Words {
    private Words() {}

    static String of(Throwable failure) {
        if (failure instanceof AccessDeniedException denied) {
            return "no permission for " + denied.getFile();
        }
        if (failure instanceof NoSuchFileException missing) {
            return missing.getFile() + " cannot be made";
        }
        if (failure instanceof FileAlreadyExistsException file) {
            return file.getFile() + " is no directory";
        }
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
}
