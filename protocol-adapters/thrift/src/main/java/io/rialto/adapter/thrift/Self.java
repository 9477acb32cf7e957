package io.rialto.adapter.thrift;

import io.rialto.contract.id.AccountId;

/** The account on this connection, with what its client says of the terminal. */
record Self(AccountId account, TimLogin login) {
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
}
