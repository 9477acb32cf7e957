package io.rialto.channel;

import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The frames that one shard has sequenced in this turn of its loop, channel by channel. Confined to its shard. */
final class Turn {
    /** So many places are kept for the turns that follow. */
    private static final int USUAL_PLACES = 1024;
    /** A list that has grown beyond this is not kept for the next turn. */
    private static final int USUAL_FRAMES = 16;

    private static final class Place {
        private Channel channel;
        private List<Frame> frames = new ArrayList<>(2);

        private Run take() {
            return new Run(channel.topic(), channel.epoch(), frames);
        }

        private void clear() {
            channel = null;
            if (frames.size() > USUAL_FRAMES) {
                frames = new ArrayList<>(2);
            } else {
                frames.clear();
            }
        }
    }

    private final List<Place> places = new ArrayList<>();
    private int taken;
    private long number = 1;

    boolean isEmpty() {
        return taken == 0;
    }

    void add(Channel channel, Frame frame) {
        int place = channel.place(number);
        if (place < 0) {
            place = taken++;
            if (place == places.size()) {
                places.add(new Place());
            }
            places.get(place).channel = channel;
            channel.stand(number, place);
        }
        places.get(place).frames.add(frame);
    }

    /** The runs of those channels that are wanted, in the order in which they had their first frames; the next turn begins. */
    List<Run> end(Predicate<String> wanted) {
        List<Run> runs = new ArrayList<>(taken);
        for (int i = 0; i < taken; i++) {
            Place place = places.get(i);
            if (wanted.test(place.channel.topic())) {
                runs.add(place.take());
            }
            place.clear();
        }
        if (places.size() > USUAL_PLACES) {
            places.subList(USUAL_PLACES, places.size()).clear();
        }
        taken = 0;
        number++;
        return runs;
    }
}
