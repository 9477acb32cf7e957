package io.rialto.share;

/**
 * How long share groups wait for others, in milliseconds.
 *
 * @param grace how long what was published before a group's next home, or its durable queue, had it may be on its way
 * @param finish how long members on other nodes may acknowledge what they have when a node stops
 * @param stop after which time what has not been passed on is lost with a node that stops
 */
public record ShareTimes(long grace, long finish, long stop) {
    /** What the settings say when nobody sets them. */
    public static final ShareTimes DEFAULT = new ShareTimes(1000, 500, 3000);
}
