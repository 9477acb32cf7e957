package io.rialto.retained;

import io.rialto.contract.channel.Gap;
import io.rialto.contract.channel.Run;
import io.rialto.contract.channel.Subscriber;

/** Watches a subscription while its retained values are read: what has come live is not offered as old news. */
record OvertakenLive(Overtaken overtaken) implements Subscriber {
    @Override
    public void offer(Run run) {
        overtaken.came(
                run.topic(),
                run.epoch(),
                run.frames().get(run.frames().size() - 1).seq());
    }

    @Override
    public void missed(Gap gap) {
        // What is missing overtakes nothing.
    }

    @Override
    public Object owner() {
        return overtaken;
    }

    @Override
    public Subscriber merge(Subscriber other) {
        return this;
    }
}
