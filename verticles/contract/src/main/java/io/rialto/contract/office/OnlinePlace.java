package io.rialto.contract.office;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.SessionId;
import io.rialto.contract.session.SessionInfo;
import java.util.Comparator;

/** Where a session stands in the list of all that there are: by account, then by number. */
public record OnlinePlace(AccountId account, SessionId session) implements Comparable<OnlinePlace> {
    private static final Comparator<OnlinePlace> ORDER = Comparator.comparing(OnlinePlace::account)
            .thenComparingLong(place -> place.session().value());

    /** The place of this session. */
    public static OnlinePlace of(SessionInfo session) {
        return new OnlinePlace(session.account(), session.id());
    }

    @Override
    public int compareTo(OnlinePlace other) {
        return ORDER.compare(this, other);
    }
}
