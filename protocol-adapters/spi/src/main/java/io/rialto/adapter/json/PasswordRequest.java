package io.rialto.adapter.json;

import io.rialto.contract.command.Command;

/** A change of the own password in JSON. */
public final class PasswordRequest {
    private PasswordRequest() {}

    /** The command in {@code {old, password}}. */
    public static Command.ChangePassword read(Fields args) {
        return new Command.ChangePassword(args.string("old"), args.string("password"));
    }
}
