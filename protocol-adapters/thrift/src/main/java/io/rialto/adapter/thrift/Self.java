package io.rialto.adapter.thrift;

import io.rialto.contract.id.AccountId;

/** The account on one connection, with what its client says of the terminal. Immutable. */
final class Self {
    /** Attributes of a message take 4 KiB at most, all together; a terminal that says more of itself is cut short. */
    private static final int MAX_TERMINAL = 1024;

    private static final byte[] NOTHING = {};

    private final AccountId account;
    private final TimLogin login;
    private final byte[] terminal;

    Self(AccountId account, TimLogin login) {
        this.account = account;
        this.login = login;
        this.terminal = terminal(login);
    }

    AccountId account() {
        return account;
    }

    String node() {
        return account.value();
    }

    /** The full name of this terminal. */
    Struct tid() {
        return login.tid(node());
    }

    /** The domain the client signed in to; null where it named none. */
    String domain() {
        return login.auth().get(TimAuth.DOMAIN);
    }

    /**
     * Domain, resource, class, further words of the terminal as a compact Tid without node: what messages carry of it to
     * their receivers. Empty where the client said nothing; not to be written to.
     */
    byte[] terminal() {
        return terminal;
    }

    private static byte[] terminal(TimLogin login) {
        Struct said = login.tid(null);
        byte[] whole = Flavour.COMPACT.encode(said);
        if (whole.length > MAX_TERMINAL) {
            whole = Flavour.COMPACT.encode(said.with(Tid.EXTEND, null));
        }
        return whole.length == 1 || whole.length > MAX_TERMINAL ? NOTHING : whole;
    }
}
