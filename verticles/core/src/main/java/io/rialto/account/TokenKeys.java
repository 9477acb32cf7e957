package io.rialto.account;

import com.nimbusds.jose.JWSHeader;
import io.vertx.core.Future;
import java.util.List;

/** The keys that foreign tokens are signed with. Safe on any thread. */
interface TokenKeys {
    /** The keys that a token may be checked with; empty where there is none. Completes on the caller's context. */
    Future<List<TokenKey>> of(JWSHeader header);

    /** Keys that stay as they are. */
    static TokenKeys fixed(List<TokenKey> keys) {
        List<TokenKey> all = List.copyOf(keys);
        return header -> Future.succeededFuture(
                all.stream().filter(key -> key.fits(header)).toList());
    }

    /** Keys of the first, or where it has none for a token, of the second. */
    static TokenKeys either(TokenKeys first, TokenKeys second) {
        return header ->
                first.of(header).compose(found -> found.isEmpty() ? second.of(header) : Future.succeededFuture(found));
    }
}
