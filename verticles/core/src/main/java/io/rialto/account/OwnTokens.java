package io.rialto.account;

import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.SignIn;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.regex.Pattern;

/** Takes what this gateway gave out itself: signed tokens, tickets. Safe on any thread. */
public final class OwnTokens implements Authenticator {
    /** What a signed token never looks like. */
    private static final Pattern TICKET = Pattern.compile("[0-9]{1,16}");

    private final Tokens tokens;
    private final Tickets tickets;

    /** Takes these. */
    public OwnTokens(Tokens tokens, Tickets tickets) {
        this.tokens = tokens;
        this.tickets = tickets;
    }

    @Override
    public Future<Optional<Principal>> authenticate(SignIn signIn) {
        if (!(signIn.credentials() instanceof Credentials.Token given)) {
            return Future.succeededFuture(Optional.empty());
        }
        String token = given.token();
        if (TICKET.matcher(token).matches()) {
            return tickets.use(Long.parseLong(token))
                    .map(used -> Optional.of(new Principal(used.account(), false, Long.MAX_VALUE, used.epoch())));
        }
        return Tokens.isOurs(token) ? tokens.verify(token).map(Optional::of) : Future.succeededFuture(Optional.empty());
    }
}
