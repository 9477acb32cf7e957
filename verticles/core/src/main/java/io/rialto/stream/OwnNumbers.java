package io.rialto.stream;

import io.rialto.contract.id.RoomId;
import io.rialto.stream.Repetitions.Note;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The last own number of each publisher of one room, as its relay has taken it; begins with what the node knows of the
 * relay before. Bounded: who has published nothing for longest is looked up again. Confined to its shard.
 */
final class OwnNumbers {
    /** Who numbers frames: {@link Note#publisher} and its last number. */
    private static final class Own {
        private final long publisher;
        private long last;

        Own(long publisher, long last) {
            this.publisher = publisher;
            this.last = last;
        }
    }

    private static final int PUBLISHERS = 4096;

    private final RoomId room;
    private final long born;
    private final Repetitions repetitions;
    private final Map<String, Own> byName = new LinkedHashMap<>(0, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Own> eldest) {
            return size() > PUBLISHERS;
        }
    };

    /** {@code born} is the first epoch of the room: one that is made anew under the same name knows no numbers. */
    OwnNumbers(RoomId room, long born, Repetitions repetitions) {
        this.room = room;
        this.born = born;
        this.repetitions = repetitions;
    }

    /**
     * Takes a number of a publisher, which is a device, whichever session it is on.
     *
     * @return whose it is, see {@link Note#publisher}; 0 where the number is not above the last one: a repetition
     */
    long take(String publisher, long number) {
        Own own = byName.computeIfAbsent(publisher, this::known);
        if (number <= own.last) {
            return 0;
        }
        own.last = number;
        return own.publisher;
    }

    /** What whoever stands by must know of them. */
    List<Note> notes(long epoch) {
        return byName.values().stream()
                .map(own -> new Note(own.publisher, epoch, own.last))
                .toList();
    }

    private Own known(String name) {
        long publisher = idOf(name);
        return new Own(publisher, repetitions.last(publisher));
    }

    /** The same on every node, in every epoch; nobody finds another device with the same one. */
    private long idOf(String name) {
        MessageDigest digest = sha256();
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(born).flip());
        digest.update((room.value() + '\n' + name).getBytes(StandardCharsets.UTF_8));
        long id = ByteBuffer.wrap(digest.digest()).getLong();
        return id == 0 ? 1 : id;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
