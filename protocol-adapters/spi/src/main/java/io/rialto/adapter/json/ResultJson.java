package io.rialto.adapter.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rialto.contract.command.Admission;
import io.rialto.contract.command.BannedList;
import io.rialto.contract.command.PresenceList;
import io.rialto.contract.command.PresenceState;
import io.rialto.contract.command.RoomInfo;
import io.rialto.contract.command.RoomList;
import io.rialto.contract.command.Sent;
import io.rialto.contract.command.SessionList;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.session.SessionInfo;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** The answers to commands as JSON. */
public final class ResultJson {
    private ResultJson() {}

    /** A message is committed. */
    public static void sent(JsonGenerator out, RoomId room, Sent sent) throws IOException {
        out.writeStartObject();
        if (sent.cmid() != null) {
            out.writeStringField("cmid", sent.cmid());
        }
        out.writeStringField("mid", sent.mid().toString());
        out.writeStringField("room", room.value());
        out.writeNumberField("cseq", sent.cseq());
        out.writeNumberField("ts", sent.ts());
        out.writeNumberField("iseq", sent.iseq());
        out.writeNumberField("prev", sent.prev());
        out.writeBooleanField("dup", sent.dup());
        out.writeEndObject();
    }

    /** A publication has its place in its channel. */
    public static void published(JsonGenerator out, RoomId room, boolean matched) throws IOException {
        out.writeStartObject();
        out.writeStringField("room", room.value());
        out.writeBooleanField("matched", matched);
        out.writeEndObject();
    }

    /** What a room is. */
    public static void room(JsonGenerator out, RoomInfo info) throws IOException {
        out.writeStartObject();
        out.writeStringField("room", info.room().value());
        out.writeStringField("title", info.title());
        out.writeStringField("owner", info.owner().value());
        out.writeStringField("join", info.join().name().toLowerCase(Locale.ROOT));
        accounts(out, "managers", info.managers());
        accounts(out, "members", info.members());
        out.writeNumberField("head", info.head());
        out.writeEndObject();
    }

    /** What became of an application. */
    public static void admission(JsonGenerator out, Admission admission) throws IOException {
        out.writeStartObject();
        out.writeStringField("state", admission.name().toLowerCase(Locale.ROOT));
        out.writeEndObject();
    }

    /** The accounts that a room has banned. */
    public static void banned(JsonGenerator out, BannedList list) throws IOException {
        out.writeStartObject();
        accounts(out, "accounts", list.accounts());
        out.writeEndObject();
    }

    /** Rooms by their ids. */
    public static void rooms(JsonGenerator out, RoomList list) throws IOException {
        out.writeStartObject();
        out.writeArrayFieldStart("rooms");
        for (RoomId room : list.rooms()) {
            out.writeString(room.value());
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    /** How accounts stand. */
    public static void presences(JsonGenerator out, PresenceList list) throws IOException {
        out.writeStartObject();
        out.writeArrayFieldStart("states");
        for (PresenceState state : list.states()) {
            out.writeStartObject();
            presence(out, state);
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    /** How one account stands, into the object that is open. */
    public static void presence(JsonGenerator out, PresenceState state) throws IOException {
        out.writeStringField("account", state.account().value());
        out.writeBooleanField("online", state.online());
        out.writeStringField("status", state.status());
        out.writeNumberField("since", state.since());
    }

    /** The caller's sessions. */
    public static void sessions(JsonGenerator out, SessionList list) throws IOException {
        out.writeStartObject();
        out.writeArrayFieldStart("sessions");
        for (SessionInfo session : list.sessions()) {
            session(out, session);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    /** A session, with the account whose it is. */
    public static void sessionOf(JsonGenerator out, SessionInfo session) throws IOException {
        out.writeStartObject();
        out.writeStringField("account", session.account().value());
        sessionFields(out, session);
        out.writeEndObject();
    }

    private static void accounts(JsonGenerator out, String name, List<AccountId> accounts) throws IOException {
        out.writeArrayFieldStart(name);
        for (AccountId account : accounts) {
            out.writeString(account.value());
        }
        out.writeEndArray();
    }

    private static void session(JsonGenerator out, SessionInfo session) throws IOException {
        out.writeStartObject();
        sessionFields(out, session);
        out.writeEndObject();
    }

    private static void sessionFields(JsonGenerator out, SessionInfo session) throws IOException {
        out.writeStringField("sid", session.id().toString());
        if (session.device() != null) {
            out.writeStringField("dev", session.device().value());
        }
        out.writeStringField("platform", session.platform());
        out.writeStringField("protocol", session.protocol());
        out.writeNumberField("since", session.since());
    }
}
