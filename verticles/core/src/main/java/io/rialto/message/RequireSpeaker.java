package io.rialto.message;

import io.rialto.contract.id.RoomId;

/** Asks whether the caller may say something in a room; the answer is {@code Done}, or why not. */
public record RequireSpeaker(RoomId room) {}
