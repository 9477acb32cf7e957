package io.rialto.channel;

import io.rialto.bus.KeepsPlace;

/**
 * Asks a shard to hand on all that was published to it before; comes back as the answer, behind that, so that whoever
 * subscribes then does not hear it.
 */
record Fence() implements KeepsPlace {}
