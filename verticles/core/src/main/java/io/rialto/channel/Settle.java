package io.rialto.channel;

/** Asks a shard to commit the retained values it still holds; answered when that is done. */
record Settle() {}
