package io.rialto.adapter.json;

import io.rialto.config.SessionsConfig;

/**
 * How much of a log or inbox a client wants at once.
 *
 * @param after the position before the first one wanted
 * @param before the position behind the last one wanted; 0 where the client reads forwards
 * @param limit how many at most
 * @param maxBytes how many bytes of JSON at most
 */
public record PageBounds(long after, long before, int limit, int maxBytes) {
    /** Reads {@code {after?, before?, limit?, maxBytes?}} within the limits of the configuration. */
    public static PageBounds read(Fields fields, SessionsConfig limits) {
        return new PageBounds(
                fields.integer("after", 0, 0, Long.MAX_VALUE),
                fields.integer("before", 0, 0, Long.MAX_VALUE),
                (int) fields.integer("limit", limits.pageItems(), 1, limits.pageItems()),
                (int) fields.integer("maxBytes", limits.pageBytes(), 1, limits.pageBytes()));
    }
}
