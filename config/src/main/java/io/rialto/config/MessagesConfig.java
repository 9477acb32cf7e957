package io.rialto.config;

import java.time.Duration;

/** Durable messages. */
public record MessagesConfig(
        @Setting(value = "Bytes of one durable message, at most 10 MiB.", def = "1048576")
        int maxBytes,

        @Setting(
                value = "Who may write to whom: anyone, or friends (who have added each other); blocked ones never.",
                def = "anyone")
        Direct direct,

        @Setting(
                value = "Members of one group, at most 3000. Each message to a group takes a row in the inbox of every"
                        + " member.",
                def = "500")
        int maxMembers,

        @Setting(
                value = "How long its sender may recall a message; 0s = without limit. Whoever leads a group may"
                        + " always.",
                def = "2m")
        Duration recallWindow,

        @Setting(value = "How long an inbox keeps an item.", def = "7d")
        Duration inboxRetention,

        @Setting(value = "Newest items that an inbox keeps at most.", def = "10000")
        int inboxItems,

        @Setting(value = "How long a room's log keeps a message; at least as long as inboxes do.", def = "180d")
        Duration logRetention,

        @Setting(
                value = "How long a node of a cluster relies on the members of a group as it has read them: a change"
                        + " that no link could tell it is known by then.",
                def = "5s")
        Duration audienceAge) {
    /** Who may write to whom. */
    public enum Direct {
        ANYONE,
        FRIENDS
    }

    /** Checks the ranges. */
    public MessagesConfig {
        Check.range("maxBytes", maxBytes, 1, 10 << 20);
        Check.range("maxMembers", maxMembers, 2, 3000);
        Check.range("recallWindow", recallWindow, Duration.ZERO, Duration.ofDays(36_500));
        Check.positive("inboxRetention", inboxRetention);
        Check.range("inboxItems", inboxItems, 1, 10_000_000);
        Check.range("audienceAge", audienceAge, Duration.ofMillis(100), Duration.ofHours(1));
        if (logRetention.compareTo(inboxRetention) < 0) {
            throw new ConfigException(
                    "logRetention is " + logRetention + ", expected at least inboxRetention, " + inboxRetention);
        }
    }
}
