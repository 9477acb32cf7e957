package io.rialto.share;

/** Asks a shard for a word when it has heard what its members told before this; answered at once. */
record HearOut() {}
