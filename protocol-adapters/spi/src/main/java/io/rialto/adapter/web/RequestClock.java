package io.rialto.adapter.web;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.rialto.adapter.Loop;

/**
 * How long an HTTP connection may take: for its first request head, for a request with its answer, between two requests.
 * Counted in whole, so that a client cannot stretch it by a byte a second. Confined to the connection's event loop.
 */
public final class RequestClock implements Loop.Watched {
    private static final AttributeKey<RequestClock> KEY = AttributeKey.valueOf(RequestClock.class, "clock");
    private static final long REQUEST_MILLIS = 30_000;
    private static final long IDLE_MILLIS = 60_000;

    private final Channel channel;
    private final Loop loop;
    private long deadline;
    private int slot = -1;

    private RequestClock(Channel channel, Loop loop, long firstMillis) {
        this.channel = channel;
        this.loop = loop;
        this.deadline = Loop.now() + firstMillis;
    }

    /** Starts the clock of a new connection. */
    static void start(Channel channel, Loop loop, long firstMillis) {
        RequestClock clock = new RequestClock(channel, loop, firstMillis);
        channel.attr(KEY).set(clock);
        loop.watch(clock);
    }

    /** The clock of a connection. */
    static RequestClock of(Channel channel) {
        return channel.attr(KEY).get();
    }

    /** A request head is here. */
    public void request() {
        deadline = Loop.now() + REQUEST_MILLIS;
    }

    /** The request has been answered. */
    public void answered() {
        deadline = Loop.now() + IDLE_MILLIS;
    }

    /** The connection is no HTTP connection any more. */
    public void stop() {
        loop.unwatch(this);
        channel.attr(KEY).set(null);
    }

    @Override
    public void tick(long now) {
        if (now > deadline) {
            channel.close();
        }
    }

    @Override
    public int slot() {
        return slot;
    }

    @Override
    public void slot(int place) {
        this.slot = place;
    }
}
