package io.rialto.message;

import io.rialto.contract.id.RoomId;

/** Tells that the members of a room are not what they were; answered when nothing old is used any more. */
public record AudienceChanged(RoomId room) {}
