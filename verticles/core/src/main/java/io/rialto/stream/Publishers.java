package io.rialto.stream;

import io.rialto.contract.id.AccountId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who publishes on which lane of a stream channel: accounts by session, in the order they came. Confined to its shard. */
final class Publishers {
    /** Lane → session number → account. */
    private final Map<String, Map<Long, AccountId>> lanes = new LinkedHashMap<>();

    /** Whether this session publishes on this lane. */
    boolean has(String lane, long session) {
        return lanes.getOrDefault(lane, Map.of()).containsKey(session);
    }

    /** How many lanes this session publishes on. */
    int countOf(long session) {
        return (int) lanes.values().stream()
                .filter(lane -> lane.containsKey(session))
                .count();
    }

    /** Adds a session; true where its account is new on the lane. */
    boolean add(String lane, long session, AccountId account) {
        Map<Long, AccountId> present = lanes.computeIfAbsent(lane, name -> new LinkedHashMap<>());
        boolean first = !present.containsValue(account);
        present.put(session, account);
        return first;
    }

    /** Takes a session away; true where its account is on the lane no more. */
    boolean remove(String lane, long session) {
        Map<Long, AccountId> present = lanes.getOrDefault(lane, Map.of());
        if (!present.containsKey(session)) {
            return false;
        }
        AccountId account = present.remove(session);
        boolean last = !present.containsValue(account);
        if (present.isEmpty()) {
            lanes.remove(lane);
        }
        return last;
    }

    /** The lanes this session publishes on. */
    List<String> lanesOf(long session) {
        return lanes.entrySet().stream()
                .filter(lane -> lane.getValue().containsKey(session))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The publishers of each lane, each once, in the order they came. */
    Map<String, List<AccountId>> snapshot() {
        Map<String, List<AccountId>> all = new LinkedHashMap<>();
        lanes.forEach((lane, present) -> all.put(
                lane, new ArrayList<>(present.values()).stream().distinct().toList()));
        return all;
    }
}
