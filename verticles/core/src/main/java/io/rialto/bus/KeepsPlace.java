package io.rialto.bus;

/**
 * A question, or an answer, that keeps its place among messages: between nodes it comes behind what was published before
 * it, where others may come before.
 */
public interface KeepsPlace {}
