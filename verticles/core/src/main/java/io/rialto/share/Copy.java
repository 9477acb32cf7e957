package io.rialto.share;

import io.rialto.contract.channel.Frame;

/**
 * What a group's standby knows of a message that its home has to bring to somebody.
 *
 * @param position its place among all of the group at that home
 * @param handed whether it was given out with QoS 2: if a member has it nobody else gets it (MQTT-4.8.2-5)
 */
record Copy(long position, String topic, long epoch, Frame frame, boolean handed) {
    static Copy of(Item item, boolean handed) {
        return new Copy(item.position(), item.topic(), item.epoch(), item.frame(), handed);
    }
}
