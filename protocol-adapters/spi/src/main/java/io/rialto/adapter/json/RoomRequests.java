package io.rialto.adapter.json;

import io.rialto.contract.command.JoinPolicy;
import io.rialto.contract.command.RoomCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import java.util.List;
import java.util.Set;

/** Reads what JSON clients ask for about rooms: the arguments of {@code room.*}, the bodies of {@code /v1/rooms}. */
public final class RoomRequests {
    /** As many as {@code messages.maxMembers} may allow. */
    private static final int MAX_MEMBERS = 3000;

    private static final int MAX_TITLE = 256;
    private static final int MAX_PRESENCES = 200;

    private RoomRequests() {}

    /** The room it is about. */
    public static RoomId room(Fields fields) {
        return fields.parsed("room", RoomId::new);
    }

    /** The position in the room that it is about, {@code cseq}. */
    public static long position(Fields fields) {
        if (!fields.has("cseq")) {
            throw fields.missing("cseq", "a whole number");
        }
        return fields.integer("cseq", 0, 1, Long.MAX_VALUE);
    }

    /** {@code {room, title?, join?, members?}}. */
    public static RoomCommand.CreateRoom create(Fields fields) {
        return new RoomCommand.CreateRoom(
                room(fields),
                fields.optionalString("title", MAX_TITLE).orElse(""),
                fields.has("join") ? fields.parsed("join", RoomRequests::join) : JoinPolicy.INVITE,
                Set.copyOf(fields.parsedList("members", MAX_MEMBERS, AccountId::new)));
    }

    /** The account it is about. */
    public static AccountId account(Fields fields) {
        return fields.parsed("account", AccountId::new);
    }

    /** What is said with it; empty where nothing is. */
    public static String text(Fields fields) {
        return fields.optionalString("text").orElse("");
    }

    /** {@code {title?, join?, managers?, entries?}} of this room. */
    public static RoomCommand.UpdateRoom update(RoomId room, Fields fields) {
        return new RoomCommand.UpdateRoom(
                room,
                fields.optionalString("title", MAX_TITLE).orElse(null),
                fields.has("join") ? fields.parsed("join", RoomRequests::join) : null,
                fields.has("managers") ? Set.copyOf(fields.parsedList("managers", MAX_MEMBERS, AccountId::new)) : null,
                MessageRequest.binaries(fields.object("entries")));
    }

    /** The accounts that come or go: {@code {accounts:[…]}}, at least one. */
    public static Set<AccountId> members(Fields fields) {
        return Set.copyOf(atLeastOne(fields, MAX_MEMBERS));
    }

    /** The accounts whose presence is asked for: {@code {accounts:[…]}}, 1 to 200, in this order. */
    public static List<AccountId> presences(Fields fields) {
        return atLeastOne(fields, MAX_PRESENCES);
    }

    private static List<AccountId> atLeastOne(Fields fields, int max) {
        List<AccountId> accounts = fields.parsedList("accounts", max, AccountId::new);
        if (accounts.isEmpty()) {
            throw fields.missing("accounts", "a list of at least one account id");
        }
        return accounts;
    }

    private static JoinPolicy join(String text) {
        return switch (text) {
            case "open" -> JoinPolicy.OPEN;
            case "approval" -> JoinPolicy.APPROVAL;
            case "invite" -> JoinPolicy.INVITE;
            default -> throw new GatewayException(ErrorCode.BAD_REQUEST, "expected open, approval or invite");
        };
    }
}
