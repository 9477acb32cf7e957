package io.rialto.share;

import io.rialto.contract.id.ShareName;
import java.util.List;

/**
 * What an earlier home of a share group has of it, for the home that it has now; answered when that one misses nothing any
 * more which is published from then on.
 */
record TakeOver(ShareName name, List<Passed> messages) {
    TakeOver {
        messages = List.copyOf(messages);
    }
}
