package io.rialto.launcher;

import io.rialto.account.Accounts;
import io.rialto.account.AnyAccounts;
import io.rialto.account.AnyName;
import io.rialto.account.CurrentAccounts;
import io.rialto.account.Gatekeeper;
import io.rialto.account.Guests;
import io.rialto.account.OwnTokens;
import io.rialto.account.PasswordChange;
import io.rialto.account.Passwords;
import io.rialto.account.Principal;
import io.rialto.account.ScramSignIn;
import io.rialto.account.Secrets;
import io.rialto.account.SignOuts;
import io.rialto.account.StoredPasswords;
import io.rialto.account.Tickets;
import io.rialto.account.Tokens;
import io.rialto.bus.Bus;
import io.rialto.config.AccountsConfig;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.office.AccountOffice;
import io.rialto.contract.session.AccountAdmin;
import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.SignIn;
import io.vertx.core.Future;
import java.time.Duration;

/**
 * Who is let in, who looks after accounts, as {@code accounts} of the settings says.
 *
 * @param gate finds out who signs in
 * @param admin makes accounts, tokens
 * @param office what operators do to accounts
 * @param passwords changes those of accounts
 */
record Entrance(Gatekeeper gate, AccountAdmin admin, AccountOffice office, PasswordChange passwords) {
    /**
     * The entrance of a node.
     *
     * @param secrets hashes under the secret of all nodes on this store
     * @param signing the secret that tokens are signed with
     */
    static Entrance of(World world, Bus bus, Passwords passwords, Secrets secrets, String signing) {
        AccountsConfig config = world.config().accounts();
        Duration maxTtl = world.config().tokens().maxTtl();
        Tokens tokens = new Tokens(world.vertx(), signing);
        Tickets tickets = new Tickets(bus, world.placement());
        SignOuts signOuts = new SignOuts(bus, world.placement());
        Accounts stored =
                new Accounts(world.storage().accounts(), passwords, tokens, tickets, signOuts, secrets, maxTtl);
        Gatekeeper chain = new SignInChain(world.vertx(), world.storage().accounts(), config, world.meters())
                .of(
                        new OwnTokens(tokens, tickets),
                        new ScramSignIn(stored, secrets, config.scramIterations()),
                        new StoredPasswords(stored, passwords, config.hashCache()),
                        new Guests(secrets, world.boot()));
        if (config.mode() == AccountsConfig.Mode.NONE) {
            AnyAccounts any = new AnyAccounts(tokens, tickets, signOuts, maxTtl);
            return new Entrance(new AnyName(chain), any, any, any);
        }
        return new Entrance(new CurrentAccounts(chain, world.storage().accounts()), stored, stored, stored);
    }

    /** Whose login name and password these are; {@code unauthenticated} where they are nobody's. */
    Future<AccountId> whoseIs(String login, String password) {
        return gate.authenticate(new SignIn(new Credentials.Password(login, password), null, "", "operator", false))
                .map(Principal::account);
    }
}
