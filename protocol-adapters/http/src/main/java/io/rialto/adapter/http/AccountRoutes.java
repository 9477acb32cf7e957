package io.rialto.adapter.http;

import static io.rialto.adapter.http.Route.Type.FLAG;
import static io.rialto.adapter.http.Route.Type.MAP;
import static io.rialto.adapter.http.Route.Type.NUMBER;
import static io.rialto.adapter.http.Route.Type.TEXT;
import static io.rialto.adapter.http.Route.Type.TEXTS;
import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.PATCH;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import io.rialto.adapter.DoorMetrics;
import io.rialto.config.SessionsConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is done in the name of an account: by itself under {@code /v1}, by an operator under the account's own path. */
final class AccountRoutes {
    private AccountRoutes() {}

    /** What an account may do itself. */
    static List<Route<Call>> ofCallers(SessionsConfig limits, DoorMetrics metrics, LargeAnswers large) {
        List<Route<Call>> all = new ArrayList<>(ofAnybody(limits, metrics, large));
        all.add(Route.of(PUT, "/v1/password", "Changes the own password.", ProfileActions::password)
                .taking("old!", TEXT, "the password so far")
                .taking("password!", TEXT, "the one from now on"));
        return List.copyOf(all);
    }

    /** What is done for an account in the same way by whomever. */
    static List<Route<Call>> ofAnybody(SessionsConfig limits, DoorMetrics metrics, LargeAnswers large) {
        return Stream.of(
                        messages(new MessageActions(limits, metrics), large),
                        rooms(),
                        groups(),
                        contacts(),
                        profiles(large),
                        streams())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Route<Call>> messages(MessageActions messages, LargeAnswers large) {
        return List.of(
                content(Route.<Call>of(POST, "/v1/messages", "Says something, publishes to a channel.", messages::send)
                                .taking("to!", TEXT, "an account, a room, a channel as c:TOPIC"))
                        .taking("cmid", TEXT, "the sender's own id of it; sent again it is not said twice")
                        .taking("qos", NUMBER, "0 to 2, for channels")
                        .taking("retain", FLAG, "whether it becomes the retained value, for channels")
                        .answering(201),
                Route.of(GET, "/v1/messages/{mid}/payload", "The bytes of a message.", large.inTurn(messages::payload)),
                Route.of(POST, "/v1/messages/{mid}:recall", "Takes the content of a message back.", messages::recall),
                Route.of(POST, "/v1/messages/{mid}:burn", "Burns a direct message that was read.", messages::burn),
                Route.<Call>of(
                                GET,
                                "/v1/rooms/{room}/messages",
                                "A stretch of a room's log.",
                                large.inTurn(messages::history))
                        .asking("after", NUMBER, "forwards from behind this position")
                        .asking("before", NUMBER, "backwards from before this position")
                        .asking("limit", NUMBER, "at most so many")
                        .asking("maxBytes", NUMBER, "at most so many bytes"),
                content(Route.<Call>of(
                                POST, "/v1/signals", "Says something to whoever is there now.", RoomActions::signal)
                        .taking("to", TEXT, "an account or a group")
                        .taking("accounts", TEXTS, "these accounts instead")
                        .taking("friends", FLAG, "all friends instead")));
    }

    private static Route<Call> content(Route<Call> route) {
        return route.taking("type", TEXT, "what it is, at most 32 characters")
                .taking("text", TEXT, "what is said, as text")
                .taking("b64", TEXT, "what is said, as base64, instead")
                .taking("attrs", MAP, "attributes, their values in base64");
    }

    private static List<Route<Call>> rooms() {
        return List.of(
                Route.<Call>of(GET, "/v1/presence", "Who is online.", RoomActions::presence)
                        .asking("accounts!", TEXTS, "at most 200"),
                Route.of(GET, "/v1/sessions", "The sessions of the account.", RoomActions::sessions),
                Route.of(GET, "/v1/rooms", "The groups of the account.", RoomActions::list),
                Route.<Call>of(POST, "/v1/rooms", "Makes a group.", RoomActions::create)
                        .taking("room!", TEXT, "its id, g:NAME")
                        .taking("title", TEXT, "what it is called")
                        .taking("join", TEXT, "how it is entered: open, approval, invite")
                        .taking("members", TEXTS, "its members beside the account")
                        .answering(201),
                Route.of(GET, "/v1/rooms/{room}", "What a group is.", RoomActions::get),
                Route.of(DELETE, "/v1/rooms/{room}", "Ends a group.", RoomActions::delete),
                Route.<Call>of(POST, "/v1/rooms/{room}/members", "Takes accounts in.", RoomActions::add)
                        .taking("accounts!", TEXTS, "at most 500"),
                Route.<Call>of(DELETE, "/v1/rooms/{room}/members", "Takes accounts out.", RoomActions::remove)
                        .asking("accounts", TEXTS, "at most 500")
                        .taking("accounts", TEXTS, "the same in a body")
                        .perhaps(),
                Route.of(DELETE, "/v1/rooms/{room}/members/me", "Leaves a group.", RoomActions::leave));
    }

    private static List<Route<Call>> groups() {
        return List.of(
                Route.<Call>of(PATCH, "/v1/rooms/{room}", "Changes a group.", GroupActions::update)
                        .taking("title", TEXT, "what it is called")
                        .taking("join", TEXT, "how it is entered: open, approval, invite")
                        .taking("managers", TEXTS, "who leads it beside its owner")
                        .taking("entries", MAP, "of its profile, values in base64; an empty one takes its entry away"),
                Route.<Call>of(PUT, "/v1/rooms/{room}/owner", "Gives a group away.", GroupActions::transfer)
                        .taking("account!", TEXT, "a member"),
                Route.<Call>of(POST, "/v1/rooms/{room}/applicants", "Asks to be let in.", GroupActions::apply)
                        .taking("text", TEXT, "what those who lead it read"),
                Route.<Call>of(
                                DELETE,
                                "/v1/rooms/{room}/applicants/{account}",
                                "Turns an application down.",
                                GroupActions::reject)
                        .asking("text", TEXT, "what the applicant reads"),
                Route.of(GET, "/v1/rooms/{room}/banned", "Who is kept out of a group.", GroupActions::banned),
                Route.of(PUT, "/v1/rooms/{room}/banned/{account}", "Keeps an account out.", GroupActions::ban),
                Route.of(GET, "/v1/blocked-rooms", "The groups the account has blocked.", GroupActions::blocked),
                Route.of(PUT, "/v1/blocked-rooms/{room}", "Blocks a group.", GroupActions::block));
    }

    private static List<Route<Call>> contacts() {
        return List.of(
                Route.of(GET, "/v1/contacts", "The friends.", ContactActions::list),
                Route.<Call>of(PUT, "/v1/contacts/{account}", "Asks for friendship, or accepts.", ContactActions::add)
                        .taking("text", TEXT, "what the other one reads")
                        .perhaps(),
                Route.of(DELETE, "/v1/contacts/{account}", "Ends a friendship.", ContactActions::remove),
                Route.of(GET, "/v1/blocked", "Whom the account has blocked.", ContactActions::blocked),
                Route.of(PUT, "/v1/blocked/{account}", "Blocks an account.", ContactActions::block),
                Route.of(DELETE, "/v1/blocked/{account}", "Lifts that.", ContactActions::unblock));
    }

    private static List<Route<Call>> profiles(LargeAnswers large) {
        return List.of(
                Route.<Call>of(
                                GET,
                                "/v1/profiles",
                                "What accounts show of themselves.",
                                large.inTurn(ProfileActions::read))
                        .asking("accounts!", TEXTS, "at most 200"),
                Route.of(GET, "/v1/rooms/{room}/profile", "What a group shows of itself.", ProfileActions::room),
                Route.<Call>of(
                                PATCH,
                                "/v1/profile",
                                "Changes what the account shows of itself.",
                                ProfileActions::update)
                        .taking("entries!", MAP, "names with values; an empty value takes its entry away"));
    }

    private static List<Route<Call>> streams() {
        return List.of(
                Route.<Call>of(POST, "/v1/streams", "Makes a stream room.", StreamActions::create)
                        .taking("room", TEXT, "its id, s:NAME; chosen at random where it is missing")
                        .taking("preset", TEXT, "vroom (a virtual room), rtm (a stream channel)")
                        .answering(201),
                Route.of(DELETE, "/v1/streams/{room}", "Ends a stream room.", StreamActions::remove),
                Route.of(
                        PUT,
                        "/v1/streams/{room}/publishers/{account}",
                        "Lets an account publish in a virtual room.",
                        StreamActions::grant),
                Route.of(DELETE, "/v1/streams/{room}/publishers/{account}", "Takes that back.", StreamActions::revoke),
                Route.<Call>of(POST, "/v1/streams/{room}/frames", "Publishes a frame.", StreamActions::publish)
                        .taking("lane", TEXT, "its lane, 0 where it is missing")
                        .taking("kind", NUMBER, "what the publisher says it is, 0 to 255")
                        .taking("text", TEXT, "what it carries, as text")
                        .taking("b64", TEXT, "what it carries, as base64, instead")
                        .answering(201));
    }
}
