package io.rialto.storage;

/**
 * How large a profile may be.
 *
 * @param keys entries
 * @param bytes names and values together
 */
public record ProfileBounds(int keys, int bytes) {}
