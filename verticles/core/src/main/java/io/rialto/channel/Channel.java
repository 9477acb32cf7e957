package io.rialto.channel;

import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Publication;

/**
 * One channel at its home: its epoch, its sequence. Refers to nothing that is young: among a million channels most are old
 * objects, and a collector looks through what an old object was made to refer to. Confined to its shard.
 */
final class Channel {
    private final String topic;
    private final long epoch;
    private long seq;
    private boolean used;
    private long turn;
    private int place;

    Channel(String topic, long epoch) {
        this.topic = topic;
        this.epoch = epoch;
    }

    String topic() {
        return topic;
    }

    long epoch() {
        return epoch;
    }

    Frame sequence(Upload upload, long now) {
        Publication publication = upload.publication();
        return new Frame(
                ++seq,
                upload.session(),
                upload.from(),
                publication.content(),
                publication.qos(),
                publication.retain(),
                false,
                now,
                publication.expiresAt());
    }

    /** It was asked for again. */
    void use() {
        used = true;
    }

    /** Whether it has been asked for again since this was asked last. */
    boolean wasUsed() {
        boolean was = used;
        used = false;
        return was;
    }

    /** Its frames of this turn stand at this place. */
    void stand(long inTurn, int at) {
        turn = inTurn;
        place = at;
    }

    /** Where its frames of this turn stand; -1 where it has none yet. */
    int place(long inTurn) {
        return turn == inTurn ? place : -1;
    }
}
