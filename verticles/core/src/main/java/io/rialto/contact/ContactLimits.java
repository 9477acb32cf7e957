package io.rialto.contact;

/**
 * The bounds of contacts.
 *
 * @param max how many accounts one may have added or blocked
 * @param maxText characters of what a request says
 */
public record ContactLimits(int max, int maxText) {}
