package io.rialto.contract.office;

import io.rialto.contract.id.AccountId;
import java.util.List;

/**
 * What became of something that the gateway was to say.
 *
 * @param sent how many accounts it stands for in the inbox of
 * @param unknown to whom it was not said, since they do not exist
 */
public record Announced(int sent, List<AccountId> unknown) {
    /** Copies the list. */
    public Announced {
        unknown = List.copyOf(unknown);
    }
}
