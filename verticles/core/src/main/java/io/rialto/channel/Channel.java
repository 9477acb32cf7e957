package io.rialto.channel;

import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Publication;
import io.rialto.contract.channel.Run;
import java.util.ArrayList;
import java.util.List;

/** One channel at its home: its epoch, its sequence, the frames of this turn. Confined to its shard. */
final class Channel {
    /** A list that has grown beyond this is not kept for the next turn. */
    private static final int USUAL = 16;

    private final String topic;
    private final long epoch;
    private long seq;
    private List<Frame> gathered = new ArrayList<>(0);

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

    boolean hasFrames() {
        return !gathered.isEmpty();
    }

    Frame sequence(Upload upload, long now) {
        Publication publication = upload.publication();
        Frame frame = new Frame(
                ++seq,
                upload.session(),
                upload.from(),
                publication.content(),
                publication.qos(),
                publication.retain(),
                false,
                now,
                publication.expiresAt());
        gathered.add(frame);
        return frame;
    }

    /** The frames of this turn as one run; the next ones begin another. */
    Run take() {
        Run run = new Run(topic, epoch, gathered);
        drop();
        return run;
    }

    void drop() {
        if (gathered.size() > USUAL) {
            gathered = new ArrayList<>(0);
        } else {
            gathered.clear();
        }
    }
}
