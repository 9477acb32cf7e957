package io.rialto.account;

import static io.rialto.testing.Await.await;
import static io.rialto.testing.Await.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.bus.Bus;
import io.rialto.bus.Nobody;
import io.rialto.bus.TalkLimits;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.local.LocalPlacement;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.SignIn;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code accounts.mode: none}: whoever says a name is let in by it. */
final class AnyNameTest {
    private static final Principal SOMEBODY = new Principal(new AccountId("somebody"), true, 1, 0);

    private static final NodeId NODE = new NodeId("test");

    private final Vertx vertx = Vertx.vertx();
    private final Tokens tokens = new Tokens(vertx, "secret");
    private final Bus bus = new Bus(vertx, new Nobody(NODE), TalkLimits.DEFAULT);
    private final LocalPlacement placement = new LocalPlacement(NODE, 1);
    private final AnyAccounts accounts =
            new AnyAccounts(tokens, new Tickets(bus, placement), new SignOuts(bus, placement), Duration.ofHours(24));
    private final Gatekeeper anyName = new AnyName(signIn -> signIn.credentials() instanceof Credentials.Token token
            ? tokens.verify(token.token())
            : Future.succeededFuture(SOMEBODY));

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void letsAnyNameInWithAnyPassword() {
        assertThat(enter(new Credentials.Password("ann", "one")).account().value())
                .isEqualTo("ann");
        assertThat(enter(new Credentials.Password("ann", "two")).account().value())
                .isEqualTo("ann");
    }

    @Test
    void givesANameThatIsNoIdTheSameIdEachTime() {
        AccountId id = enter(new Credentials.Password("用户", "x")).account();

        assertThat(id.value()).hasSize(11);
        assertThat(new AnyName(any -> Future.succeededFuture(SOMEBODY))
                        .authenticate(signIn(new Credentials.Password("用户", "y")))
                        .result()
                        .account())
                .isEqualTo(id);
        assertThat(await(accounts.create(null, "用户", "z"))).isEqualTo(id);
    }

    @Test
    void givesTokensToWhoever() {
        String token = await(accounts.issueToken(new AccountId("bob"), Duration.ofMinutes(1)));

        assertThat(enter(new Credentials.Token(token)).account().value()).isEqualTo("bob");
        assertThat(codeOf(accounts.issueToken(new AccountId("bob"), Duration.ofDays(2))))
                .isEqualTo(ErrorCode.BAD_REQUEST);
    }

    @Test
    void leavesGuestsToOthers() {
        assertThat(enter(new Credentials.Anonymous())).isEqualTo(SOMEBODY);
    }

    @Test
    void refusesWhoHasNoName() {
        Future<Principal> refused = anyName.authenticate(signIn(new Credentials.Password("", "x")));

        assertThat(GatewayException.codeOf(refused.cause())).isEqualTo(ErrorCode.UNAUTHENTICATED);
    }

    private Principal enter(Credentials credentials) {
        return await(anyName.authenticate(signIn(credentials)));
    }

    private static SignIn signIn(Credentials credentials) {
        return new SignIn(credentials, null, "", "test", true);
    }
}
