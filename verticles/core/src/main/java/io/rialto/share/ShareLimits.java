package io.rialto.share;

import io.rialto.contract.channel.ShareKey;
import java.util.Map;

/**
 * The bounds of share groups.
 *
 * @param messages that wait in a group, or for one member of an ordered one, while nobody takes them
 * @param bytes of these
 * @param underWay messages that a group has read from its durable queue and that are not acknowledged
 * @param keys of an ordered group whose member is remembered
 * @param ordered the groups that are ordered whatever their members say, by their names
 * @param standby whether another node knows what a group has, to take it over where this one is lost
 */
public record ShareLimits(
        int messages, long bytes, int underWay, int keys, Map<String, ShareKey> ordered, boolean standby) {
    /** What the settings say when nobody sets them. */
    public static final ShareLimits DEFAULT = new ShareLimits(10_000, 8L << 20, 1024, 10_000, Map.of(), true);
}
