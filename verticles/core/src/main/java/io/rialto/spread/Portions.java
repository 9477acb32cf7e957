package io.rialto.spread;

import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Run;
import java.util.ArrayList;
import java.util.List;

/** Runs cut into portions that a link takes as one word each, in order. Stateless. */
public final class Portions {
    private static final int MAX_BYTES = 1 << 20;
    private static final int FRAME_OVERHEAD = 256;

    private Portions() {}

    /** The portions, whose runs the caller owns; a frame that is larger is a portion of its own. */
    public static List<List<Run>> of(List<Run> runs) {
        List<List<Run>> portions = new ArrayList<>(1);
        List<Run> portion = new ArrayList<>(runs.size());
        long bytes = 0;
        for (Run run : runs) {
            for (Run part : parts(run)) {
                long more = weight(part);
                if (bytes > 0 && bytes + more > MAX_BYTES) {
                    portions.add(portion);
                    portion = new ArrayList<>();
                    bytes = 0;
                }
                portion.add(part);
                bytes += more;
            }
        }
        portions.add(portion);
        return portions;
    }

    private static List<Run> parts(Run run) {
        if (weight(run) <= MAX_BYTES) {
            return List.of(run.retain());
        }
        List<Run> parts = new ArrayList<>();
        List<Frame> frames = new ArrayList<>();
        long bytes = 0;
        for (Frame frame : run.frames()) {
            long more = (long) FRAME_OVERHEAD + frame.content().size();
            if (bytes > 0 && bytes + more > MAX_BYTES) {
                parts.add(run.part(frames));
                frames = new ArrayList<>();
                bytes = 0;
            }
            frames.add(frame);
            bytes += more;
        }
        parts.add(run.part(frames));
        return parts;
    }

    /** What a run costs on a link, or where it waits, in bytes. */
    static long weight(Run run) {
        return run.bytes() + (long) FRAME_OVERHEAD * run.frames().size();
    }
}
