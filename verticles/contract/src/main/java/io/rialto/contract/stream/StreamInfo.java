package io.rialto.contract.stream;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a stream room is.
 *
 * @param owner who made it
 * @param members how many sessions have joined
 * @param lanes the publishers of each lane, in the order they came
 */
public record StreamInfo(
        RoomId room,
        StreamPreset preset,
        AccountId owner,
        StreamPlace head,
        int members,
        Map<String, List<AccountId>> lanes) {
    /** Copies the lanes. */
    public StreamInfo {
        lanes = new LinkedHashMap<>(lanes);
    }
}
