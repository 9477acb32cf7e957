package io.rialto.launcher.it.kit;

import io.vertx.core.buffer.Buffer;

/**
 * A part of a payload that is larger than a frame.
 *
 * @param payload the publisher's number of the payload
 * @param offset where it stands there
 * @param total how many bytes the payload has
 */
public record Piece(long payload, long offset, long total, Buffer body) {}
