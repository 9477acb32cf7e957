package io.rialto.share;

import io.rialto.cluster.Home;
import io.rialto.contract.id.ShareName;

/** A home needs the copies of a line no more: the group has ended there, or has another standby. */
record CopiesOver(Home from, ShareName name, long line) {}
