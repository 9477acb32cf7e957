package io.rialto.retained;

import io.rialto.storage.RetainedValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Retained values that are not being written yet, the newest of each topic. Bounded. Confined to its shard. */
final class RetainedBacklog {
    /**
     * Its bounds.
     *
     * @param topics values
     * @param bytes of their content
     */
    record Limits(int topics, long bytes) {}

    private final Limits limits;
    private final Map<String, RetainedValue> values = new LinkedHashMap<>();
    private long bytes;

    RetainedBacklog(Limits limits) {
        this.limits = limits;
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** Whether there was place for the value; then it stands in for an earlier one of its topic. */
    boolean add(RetainedValue value) {
        RetainedValue earlier = values.get(value.topic());
        long after = bytes
                + value.content().size()
                - (earlier == null ? 0 : earlier.content().size());
        boolean fits = earlier != null ? after <= limits.bytes() || after <= bytes : fitsNew(after);
        if (fits) {
            values.put(value.topic(), value);
            bytes = after;
        }
        return fits;
    }

    /** Takes values back that could not be written, where nothing newer of their topic has come; bounds or not. */
    void putBack(List<RetainedValue> unwritten) {
        for (RetainedValue value : unwritten) {
            if (values.putIfAbsent(value.topic(), value) == null) {
                bytes += value.content().size();
            }
        }
    }

    /** Takes all of them out. */
    List<RetainedValue> take() {
        List<RetainedValue> all = List.copyOf(values.values());
        values.clear();
        bytes = 0;
        return all;
    }

    private boolean fitsNew(long after) {
        return values.isEmpty() || (values.size() < limits.topics() && after <= limits.bytes());
    }
}
