package io.rialto.channel;

import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.Subscriber;
import io.rialto.storage.RetainedValue;
import java.util.HashMap;
import java.util.Map;

/** Watches a subscription while its retained values are read: what has come live is not offered as old news. */
final class Overtaken implements Subscriber {
    private record Place(long epoch, long seq) {}

    private final Map<String, Place> newest = new HashMap<>();

    boolean is(RetainedValue value) {
        Place place = newest.get(value.topic());
        return place != null
                && (place.epoch() > value.epoch() || (place.epoch() == value.epoch() && place.seq() >= value.seq()));
    }

    @Override
    public void offer(Run run) {
        long last = run.frames().get(run.frames().size() - 1).seq();
        newest.put(run.topic(), new Place(run.epoch(), last));
    }

    @Override
    public void missed(Gap gap) {
        // What is missing overtakes nothing.
    }

    @Override
    public Object owner() {
        return this;
    }

    @Override
    public Subscriber merge(Subscriber other) {
        return this;
    }
}
