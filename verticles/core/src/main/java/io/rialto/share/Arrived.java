package io.rialto.share;

import io.rialto.post.QueueLetter;
import java.util.List;

/** Messages have come into the queues of groups of one shard. */
record Arrived(List<QueueLetter> letters) {}
