package io.rialto.channel;

import java.util.List;

/** What one connection context published to the channels of one shard in one turn of its loop. */
record Uploads(List<Upload> all) {}
