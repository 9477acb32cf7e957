package io.rialto.share;

import java.util.List;

/** What members tell the groups of one shard, in order. */
record Reports(List<Report> all) {}
