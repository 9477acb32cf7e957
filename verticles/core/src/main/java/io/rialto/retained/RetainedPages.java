package io.rialto.retained;

import io.rialto.bus.Address;
import io.rialto.cluster.Home;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.Topics;
import io.rialto.storage.RetainedStore;
import io.rialto.storage.RetainedValue;
import io.vertx.core.Future;
import java.util.List;

/** The retained values below the first wildcard of a filter, page by page in order of topic. */
public final class RetainedPages {
    private static final int PAGE = 64;

    private final RetainedParts parts;
    private final AccountId account;
    private final String filter;

    /** The pages for this account. */
    public RetainedPages(RetainedParts parts, AccountId account, String filter) {
        this.parts = parts;
        this.account = account;
        this.filter = filter;
    }

    /**
     * Done when what homes still hold is in the store, so that the pages have it; where they cannot write it, what the store
     * has must do.
     */
    public Future<Void> settled() {
        List<Home> homes = Topics.isWildcard(filter)
                ? parts.placement().all()
                : List.of(parts.placement().ofTopic(filter));
        return Future.join(homes.stream().map(this::settle).toList())
                .transform((all, failure) -> Future.succeededFuture());
    }

    /** The page behind this topic (empty: the first); some of its values may not match. */
    public Future<List<RetainedValue>> after(String topic) {
        RetainedStore store = parts.store();
        long now = System.currentTimeMillis();
        if (Topics.isWildcard(filter)) {
            return store.scan(prefix(), topic, PAGE, now);
        }
        return topic.isEmpty()
                ? store.get(filter, now).map(found -> found.map(List::of).orElse(List.of()))
                : Future.succeededFuture(List.of());
    }

    /** Whether a page is the last one. */
    public static boolean isLast(List<RetainedValue> page) {
        return page.size() < PAGE;
    }

    private Future<Object> settle(Home home) {
        return parts.bus().ask(Address.CHANNELS, home, account, null, new Settle());
    }

    /** What every matching topic begins with: the levels before the first wildcard, without the last slash for "/#". */
    private String prefix() {
        int wildcard = Math.max(0, firstWildcard());
        return wildcard > 0 && filter.charAt(wildcard) == '#'
                ? filter.substring(0, wildcard - 1)
                : filter.substring(0, wildcard);
    }

    private int firstWildcard() {
        int plus = filter.indexOf('+');
        int hash = filter.indexOf('#');
        return plus < 0 ? hash : hash < 0 ? plus : Math.min(plus, hash);
    }
}
