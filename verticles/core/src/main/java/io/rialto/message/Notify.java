package io.rialto.message;

import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;

/**
 * Writes a notice into a system room, on behalf of the caller, who gets no row of it; asked by the gateway itself only.
 * The answer is {@code Sent} when it is committed.
 *
 * @param key what makes a repetition harmless, together with the caller; null: none
 */
public record Notify(RoomId room, String key, Content content) {}
