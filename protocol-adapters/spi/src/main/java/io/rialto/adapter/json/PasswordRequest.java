package io.rialto.adapter.json;

import io.rialto.contract.command.AccountCommand;

/** A change of the own password in JSON. */
public final class PasswordRequest {
    private PasswordRequest() {}

    /** The command in {@code {old, password}}. */
    public static AccountCommand.ChangePassword read(Fields args) {
        return new AccountCommand.ChangePassword(args.string("old"), args.string("password"));
    }
}
