package io.rialto.stream;

import io.rialto.contract.channel.Frame;
import io.rialto.contract.stream.StreamSubscribed;
import java.util.List;

/** The answer to a subscription: where the room stands, the frames that are offered again first. */
record Replay(StreamSubscribed subscribed, List<Frame> frames) {}
