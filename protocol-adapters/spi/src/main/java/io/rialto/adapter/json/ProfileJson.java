package io.rialto.adapter.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rialto.contract.command.AccountProfiles;
import io.rialto.contract.command.Profile;
import io.rialto.contract.command.ProfileCommand;
import io.rialto.contract.command.RoomProfiles;
import io.rialto.contract.id.RoomId;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Profiles as JSON: what is asked for, what is answered. Values are base64. */
public final class ProfileJson {
    private static final int MAX_READ = 200;

    private ProfileJson() {}

    /** {@code {entries:{name:b64}}}; an empty value takes its entry away. */
    public static ProfileCommand.UpdateProfile update(Fields fields) {
        if (!fields.has("entries")) {
            throw fields.missing("entries", "an object of name to base64");
        }
        return new ProfileCommand.UpdateProfile(MessageRequest.binaries(fields.object("entries")));
    }

    /** The groups it is about: {@code {rooms:[…]}}. */
    public static ProfileCommand.ReadRoomProfiles rooms(Fields fields) {
        List<RoomId> rooms = fields.parsedList("rooms", MAX_READ, RoomId::new);
        if (rooms.isEmpty()) {
            throw fields.missing("rooms", "a list of at least one group");
        }
        return new ProfileCommand.ReadRoomProfiles(rooms);
    }

    /** Profiles of accounts. */
    public static void accounts(JsonGenerator out, AccountProfiles found) throws IOException {
        list(out, "account", found.profiles());
    }

    /** Profiles of groups. */
    public static void rooms(JsonGenerator out, RoomProfiles found) throws IOException {
        list(out, "room", found.profiles());
    }

    /** One profile. */
    public static void profile(JsonGenerator out, Profile profile) throws IOException {
        out.writeStartObject();
        fields(out, profile);
        out.writeEndObject();
    }

    private static void list(JsonGenerator out, String name, Map<?, Profile> profiles) throws IOException {
        out.writeStartObject();
        out.writeArrayFieldStart("profiles");
        for (Map.Entry<?, Profile> one : profiles.entrySet()) {
            out.writeStartObject();
            out.writeStringField(name, one.getKey().toString());
            fields(out, one.getValue());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void fields(JsonGenerator out, Profile profile) throws IOException {
        out.writeNumberField("since", profile.createdAt());
        out.writeObjectFieldStart("entries");
        for (Map.Entry<String, byte[]> entry : profile.entries().entrySet()) {
            out.writeBinaryField(entry.getKey(), entry.getValue());
        }
        out.writeEndObject();
    }
}
