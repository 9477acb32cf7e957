package io.rialto.contract.id;

/** Names one account on every door: 1–64 characters of {@code [A-Za-z0-9._:@=-]} (decisions 1). */
public record AccountId(String value) implements Comparable<AccountId> {
    /** Refuses with {@code bad_request} what is not a legal id. */
    public AccountId {
        Ids.require(value, "account id", 64, "._:@=-");
    }

    @Override
    public int compareTo(AccountId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
