package io.rialto.storage.sqlite;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds a data directory for this process: an exclusive lock on {@code rialto.lock}, in which the holder's process id
 * stands. The system gives it back when the process ends, however it ends. Safe on any thread.
 */
public final class DirectoryLock implements AutoCloseable {
    private static final String NAME = "rialto.lock";

    /**
     * What this process holds. POSIX gives a lock back as soon as its process closes <em>any</em> descriptor of the
     * file, so a second attempt in the same process must not even open it.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileLock lock;

    private DirectoryLock(Path directory, FileLock lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /** Takes the directory, which is made where it is missing; refuses at once where another holds it. Blocks. */
    public static DirectoryLock take(Path directory) {
        try {
            Path real = Files.createDirectories(directory).toRealPath();
            if (!HELD.add(real)) {
                throw refusal(directory, "this process");
            }
            return lockOrForget(real);
        } catch (IOException e) {
            throw new GatewayException(
                    ErrorCode.STORE_UNAVAILABLE, "data directory " + directory + " cannot be used: " + Words.of(e));
        }
    }

    /** What is held. */
    public Path directory() {
        return directory;
    }

    /** Gives the directory back. */
    @Override
    public void close() throws IOException {
        try {
            lock.acquiredBy().close();
        } finally {
            HELD.remove(directory);
        }
    }

    private static DirectoryLock lockOrForget(Path real) throws IOException {
        FileChannel channel = null;
        FileLock lock = null;
        try {
            channel = FileChannel.open(
                    real.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            lock = lock(real, channel);
            return new DirectoryLock(real, lock);
        } finally {
            if (lock == null) {
                HELD.remove(real);
                closeIfOpen(channel);
            }
        }
    }

    private static FileLock lock(Path real, FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw refusal(real, "process " + read(channel));
            }
            write(channel);
            return lock;
        } catch (OverlappingFileLockException e) {
            throw refusal(real, "this process");
        }
    }

    private static void write(FileChannel channel) throws IOException {
        String pid = ProcessHandle.current().pid() + "\n";
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
    }

    private static String read(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(32);
        channel.read(pid, 0);
        return new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII).trim();
    }

    private static void closeIfOpen(FileChannel channel) throws IOException {
        if (channel != null) {
            channel.close();
        }
    }

    private static GatewayException refusal(Path directory, String holder) {
        return new GatewayException(
                ErrorCode.STORE_UNAVAILABLE,
                "data directory " + directory + " is in use by " + holder + " (" + NAME
                        + "); stop that one, or start with another node.data");
    }
}
