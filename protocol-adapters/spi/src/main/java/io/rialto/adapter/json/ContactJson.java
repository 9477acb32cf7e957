package io.rialto.adapter.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rialto.contract.command.AccountList;
import io.rialto.contract.command.ContactCommand;
import io.rialto.contract.command.ContactInfo;
import io.rialto.contract.id.AccountId;
import java.io.IOException;

/** Contacts as JSON: what is asked for, what is answered. */
public final class ContactJson {
    private ContactJson() {}

    /** The account it is about: {@code {account}}. */
    public static AccountId account(Fields fields) {
        return fields.parsed("account", AccountId::new);
    }

    /** {@code {account, text?}}. */
    public static ContactCommand.AddContact add(Fields fields) {
        return new ContactCommand.AddContact(account(fields), text(fields));
    }

    /** What a request says: {@code {text?}}; null: nothing. */
    public static String text(Fields fields) {
        return fields.optionalString("text").orElse(null);
    }

    /** What became of a request. */
    public static void added(JsonGenerator out, ContactInfo info) throws IOException {
        out.writeStartObject();
        out.writeStringField("account", info.account().value());
        out.writeBooleanField("friend", info.friend());
        out.writeEndObject();
    }

    /** Accounts by their ids. */
    public static void accounts(JsonGenerator out, AccountList list) throws IOException {
        out.writeStartObject();
        out.writeArrayFieldStart("accounts");
        for (AccountId account : list.accounts()) {
            out.writeString(account.value());
        }
        out.writeEndArray();
        out.writeEndObject();
    }
}
