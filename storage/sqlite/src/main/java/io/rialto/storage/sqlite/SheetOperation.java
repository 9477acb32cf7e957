package io.rialto.storage.sqlite;

import io.rialto.contract.id.AccountId;
import java.sql.SQLException;

/** Moves what an account has on sheets into its inbox. */
record SheetOperation(AccountId account) implements WriteOperation<Void> {
    @Override
    public int weight() {
        return 1;
    }

    @Override
    public Void run(WriteSession session) throws SQLException {
        session.log().sheets().move(account);
        return null;
    }
}
