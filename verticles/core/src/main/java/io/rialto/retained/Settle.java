package io.rialto.retained;

/** Asks a shard to commit the retained values it still holds; answered when that is done. */
public record Settle() {}
