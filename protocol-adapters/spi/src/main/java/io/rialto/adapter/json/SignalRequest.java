package io.rialto.adapter.json;

import io.rialto.contract.command.Command;
import io.rialto.contract.command.Done;
import io.rialto.contract.command.SignalCommand;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;

/** What JSON clients ask for with a signal: {@code {to | accounts | friends, type, text | b64, attrs}}. */
public final class SignalRequest {
    private static final int MAX_ACCOUNTS = 200;

    private SignalRequest() {}

    /** The command that this caller asks for. */
    public static Command<Done> read(Fields fields, AccountId caller) {
        boolean friends = fields.flag("friends", false);
        int addressed = (fields.has("to") ? 1 : 0) + (fields.has("accounts") ? 1 : 0) + (friends ? 1 : 0);
        if (addressed != 1) {
            throw fields.refusal("to", "is not the only address: expected one of to, accounts, friends");
        }
        Content content = MessageRequest.content(fields);
        if (friends) {
            return new SignalCommand.SignalContacts(content);
        }
        return fields.has("to")
                ? new SignalCommand.Signal(fields.parsed("to", to -> RoomId.ofAddressee(to, caller)), content)
                : new SignalCommand.SignalAccounts(
                        fields.parsedList("accounts", MAX_ACCOUNTS, AccountId::new), content);
    }
}
