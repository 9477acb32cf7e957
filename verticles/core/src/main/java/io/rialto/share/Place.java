package io.rialto.share;

import io.rialto.contract.channel.Frame;

/** One frame, whichever way it comes. */
record Place(String topic, long epoch, long seq) {
    static Place of(Item item) {
        return new Place(item.topic(), item.epoch(), item.frame().seq());
    }

    static Place of(String topic, long epoch, Frame frame) {
        return new Place(topic, epoch, frame.seq());
    }
}
