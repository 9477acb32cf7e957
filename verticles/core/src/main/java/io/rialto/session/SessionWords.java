package io.rialto.session;

import io.rialto.account.KeepTicket;
import io.rialto.account.SignOut;
import io.rialto.account.UseTicket;
import java.util.List;

/** What nodes say to each other about sessions. */
public final class SessionWords {
    /** All of them. */
    public static final List<Class<?>> ALL = List.of(
            Enter.class,
            Leave.class,
            Present.class,
            WhoIsThere.class,
            WhoIsOnline.class,
            SignOut.class,
            KeepTicket.class,
            UseTicket.class,
            UseTicket.Used.class);

    private SessionWords() {}
}
