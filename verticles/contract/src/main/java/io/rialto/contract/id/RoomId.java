package io.rialto.contract.id;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;

/**
 * Names one room: {@code <kind letter>:<name>}. A direct room is {@code d:a|b} with the smaller account first, a
 * channel {@code c:} and its topic verbatim (decisions 8).
 */
public record RoomId(String value) implements Comparable<RoomId> {
    private static final int MAX_NAME = 64;
    private static final String NAME_ALPHABET = "._:@=-";
    private static final String KINDS = "dgcsyk";

    /** Refuses with {@code bad_request} what is not a legal room id. */
    public RoomId {
        if (value == null || value.length() < 3 || value.charAt(1) != ':') {
            throw new GatewayException(
                    ErrorCode.BAD_REQUEST, "room id must look like <kind letter>:<name>, for example g:team");
        }
        String name = value.substring(2);
        switch (RoomKind.of(value.charAt(0))) {
            case CHANNEL -> Topics.requireTopic(name);
            case DIRECT -> requirePair(name);
            case GROUP, STREAM, SYSTEM, CALL -> Ids.require(name, "room name", MAX_NAME, NAME_ALPHABET);
        }
    }

    /** The direct room of two accounts, the same whoever asks; an account with itself is its own notebook. */
    public static RoomId direct(AccountId one, AccountId other) {
        return one.compareTo(other) <= 0
                ? new RoomId("d:" + one.value() + "|" + other.value())
                : new RoomId("d:" + other.value() + "|" + one.value());
    }

    /** The room that a sender names: an account's id stands for the direct room with it. */
    public static RoomId ofAddressee(String to, AccountId sender) {
        boolean named = to.length() > 1 && to.charAt(1) == ':' && KINDS.indexOf(to.charAt(0)) >= 0;
        return named ? new RoomId(to) : direct(sender, new AccountId(to));
    }

    /** The group of this name. */
    public static RoomId group(String name) {
        return new RoomId("g:" + name);
    }

    /** The channel of this topic. */
    public static RoomId channel(String topic) {
        return new RoomId("c:" + topic);
    }

    /** The system room of an account: only the gateway writes there, only that account reads. */
    public static RoomId system(AccountId account) {
        return new RoomId("y:" + account.value());
    }

    /** What kind of room this is. */
    public RoomKind kind() {
        return RoomKind.of(value.charAt(0));
    }

    /** What follows the kind letter: a group's name, a channel's topic. */
    public String name() {
        return value.substring(2);
    }

    /** The first of the two accounts of a direct room. */
    public AccountId first() {
        return new AccountId(value.substring(2, value.indexOf('|')));
    }

    /** The second of the two accounts of a direct room. */
    public AccountId second() {
        return new AccountId(value.substring(value.indexOf('|') + 1));
    }

    @Override
    public int compareTo(RoomId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static void requirePair(String name) {
        int bar = name.indexOf('|');
        if (bar < 1) {
            throw new GatewayException(ErrorCode.BAD_REQUEST, "direct room must look like d:alice|bob");
        }
        AccountId first = new AccountId(name.substring(0, bar));
        AccountId second = new AccountId(name.substring(bar + 1));
        if (first.compareTo(second) > 0) {
            throw new GatewayException(
                    ErrorCode.BAD_REQUEST, "direct room names its smaller account first: d:" + second + "|" + first);
        }
    }
}
