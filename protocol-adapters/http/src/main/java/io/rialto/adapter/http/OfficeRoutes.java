package io.rialto.adapter.http;

import static io.rialto.adapter.http.Route.Type.FLAG;
import static io.rialto.adapter.http.Route.Type.MAP;
import static io.rialto.adapter.http.Route.Type.NUMBER;
import static io.rialto.adapter.http.Route.Type.TEXT;
import static io.rialto.adapter.http.Route.Type.TEXTS;
import static io.rialto.adapter.http.Route.Type.TIME;
import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import io.vertx.core.Future;
import java.util.List;
import java.util.stream.Stream;

/** What operators see and do: the paths of the management port that need credentials. */
final class OfficeRoutes {
    /** Below it stands what is done in the name of an account. */
    static final String IN_THE_NAME_OF = "/v1/admin/accounts/{self}";

    private OfficeRoutes() {}

    /** All of them. */
    static List<Route<Request>> of(Management management) {
        Deputy deputy =
                new Deputy(management.desks().sessions(), management.desks().limits());
        LargeAnswers large = LargeAnswers.of(
                management.desks().doors().config(), 1, management.desks().metrics());
        Stream<Route<Request>> inTheNameOf = Stream.concat(
                        AccountRoutes.ofAnybody(
                                management.desks().limits(), management.desks().metrics(), large)
                                .stream(),
                        Stream.of(permission()))
                .map(route -> route.below(IN_THE_NAME_OF, deputy::inTheNameOfSelf));
        return Stream.of(
                        node(management.sight()).stream(),
                        accounts(new AccountActions(
                                        management.desks().accounts(),
                                        management.desks().office()))
                                .stream(),
                        office(new OfficeActions(management.desks())).stream(),
                        clients(new ClientActions(management.desks().clients())).stream(),
                        inTheNameOf)
                .flatMap(all -> all)
                .toList();
    }

    private static List<Route<Request>> node(Management.Sight sight) {
        return List.of(Route.of(
                GET,
                "/v1/cluster",
                "The nodes and the links between them.",
                request -> Future.succeededFuture(
                        Reply.text(200, "application/json", sight.cluster().get()))));
    }

    private static List<Route<Request>> clients(ClientActions actions) {
        String one = "/v1/admin/clients/{account}/{device}";
        return List.of(
                Route.<Request>of(GET, "/v1/admin/clients", "The MQTT clients, of all nodes.", actions::list)
                        .asking("node", TEXT, "only those of this node")
                        .asking("prefix", TEXT, "whose accounts begin so")
                        .asking("afterAccount", TEXT, "the next of the page before")
                        .asking("afterDevice", TEXT, "the next of the page before")
                        .asking("limit", NUMBER, "at most so many, 1 to 1000"),
                Route.of(GET, one, "A client with its subscriptions.", actions::one),
                Route.of(DELETE, one, "Sends a client away; it may come again.", actions::kick));
    }

    private static Route<Call> permission() {
        return Route.<Call>of(
                        GET,
                        "/v1/permission",
                        "Whether the account may say something there now.",
                        OfficeActions::permission)
                .asking("to!", TEXT, "an account or a group");
    }

    private static List<Route<Request>> accounts(AccountActions actions) {
        return List.of(
                Route.<Request>of(POST, "/v1/accounts", "Makes an account.", actions::create)
                        .taking("id", TEXT, "its id; made of the login name where it is missing")
                        .taking("login", TEXT, "its login name")
                        .taking("password", TEXT, "without one it signs in by token only")
                        .answering(201),
                Route.<Request>of(POST, "/v1/tokens", "Makes a login token.", actions::issueToken)
                        .taking("account!", TEXT, "whose")
                        .taking("ttl!", TIME, "how long it is good")
                        .answering(201),
                Route.<Request>of(GET, "/v1/admin/accounts", "The account of a login name.", actions::find)
                        .asking("login!", TEXT, "the login name, NAME@DOMAIN where it has a domain"),
                Route.of(GET, IN_THE_NAME_OF, "What is known of an account.", actions::state),
                Route.<Request>of(
                                PUT,
                                IN_THE_NAME_OF + "/password",
                                "Gives an account another password, signs it out.",
                                actions::setPassword)
                        .taking("password!", TEXT, "the one from now on"),
                Route.of(
                        DELETE,
                        IN_THE_NAME_OF + "/sessions",
                        "Signs an account out everywhere; its tokens are good no more.",
                        actions::signOut),
                Route.<Request>of(GET, "/v1/admin/blocks", "Who is blocked.", actions::blocked)
                        .asking("after", TEXT, "only accounts behind this one")
                        .asking("limit", NUMBER, "at most so many, 1 to 200"),
                Route.<Request>of(PUT, "/v1/admin/blocks/{account}", "Lets an account not sign in.", actions::block)
                        .taking("for", TIME, "how long; for good where it is missing")
                        .perhaps(),
                Route.of(DELETE, "/v1/admin/blocks/{account}", "Lifts a block.", actions::unblock));
    }

    private static List<Route<Request>> office(OfficeActions actions) {
        return List.of(
                Route.<Request>of(GET, "/v1/admin/online", "Who is signed in, at all nodes.", actions::online)
                        .asking("after", TEXT, "the next of the page before")
                        .asking("limit", NUMBER, "at most so many, 1 to 200"),
                Route.<Request>of(
                                GET,
                                EventDoor.PATH,
                                "A WebSocket: tells who comes online and goes, takes frames of stream rooms.",
                                OfficeActions::upgradeRequired)
                        .answering(101),
                Route.<Request>of(
                                POST,
                                "/v1/admin/announcements",
                                "Says something in the name of the gateway.",
                                actions::announce)
                        .taking("accounts", TEXTS, "to these, at most 500")
                        .taking("rooms", TEXTS, "to the members of these groups, at most 20")
                        .taking("key", TEXT, "asked again under the same one nobody is told twice")
                        .taking("type", TEXT, "what it is, at most 32 characters")
                        .taking("text", TEXT, "what is said, as text")
                        .taking("b64", TEXT, "what is said, as base64, instead")
                        .taking("attrs", MAP, "attributes, their values in base64")
                        .answering(201),
                Route.<Request>of(GET, IN_THE_NAME_OF + "/inbox", "What stands in an inbox.", actions::inbox)
                        .asking("after", NUMBER, "behind this position")
                        .asking("limit", NUMBER, "at most so many")
                        .asking("maxBytes", NUMBER, "at most so many bytes"),
                Route.<Request>of(
                                PUT,
                                IN_THE_NAME_OF + "/streams/{room}/viewers",
                                "Has connections of an account see a stream room from now on.",
                                actions::view)
                        .taking("sid", TEXT, "only this session; all that the account has now where it is missing")
                        .taking("bare", FLAG, "frames as their bare bytes, where the protocol has such a form")
                        .perhaps(),
                Route.<Request>of(
                                DELETE,
                                IN_THE_NAME_OF + "/streams/{room}/viewers",
                                "Has connections of an account see a stream room no more.",
                                actions::lookAway)
                        .asking("sid", TEXT, "only this session; all that the account has now where it is missing"),
                Route.<Request>of(
                                PUT,
                                IN_THE_NAME_OF + "/devices/{device}/cursor",
                                "Acknowledges in the name of a device.",
                                actions::acknowledge)
                        .taking("iseq!", NUMBER, "everything up to this position"));
    }
}
