package io.rialto.contract.id;

/** Names one session of this node since its start; never 0, which means "no session". */
public record SessionId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
