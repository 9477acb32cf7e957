package io.rialto.adapter.http;

import io.rialto.adapter.DoorMetrics;
import io.rialto.adapter.json.JsonSource;
import io.rialto.adapter.web.HttpConnections;
import io.rialto.adapter.web.RequestClock;
import io.rialto.config.RialtoConfig;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The REST paths under /v1. Confined to its verticle's context. */
final class RestApi {
    /** Carries out one kind of request. */
    @FunctionalInterface
    interface Action {
        Future<Reply> run(Call call);
    }

    private final RestSessions sessions;
    private final JsonSource json;
    private final int maxBody;
    private final MessageActions messages;

    RestApi(RialtoConfig config, RestSessions sessions, DoorMetrics metrics) {
        this.sessions = sessions;
        this.maxBody = config.listeners().http().maxFrame();
        this.json = new JsonSource(maxBody);
        this.messages = new MessageActions(config.sessions(), metrics);
    }

    /** All paths with their failures. */
    Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        Failures.of(router);
        router.route().handler(RestApi::keepTime);
        JsonOnly.bodies(router, maxBody);
        router.post("/v1/messages").handler(action(messages::send));
        router.get("/v1/messages/:mid/payload").handler(action(messages::payload));
        router.postWithRegex("/v1/messages/(?<mid>[^/:]+):recall").handler(action(messages::recall));
        router.postWithRegex("/v1/messages/(?<mid>[^/:]+):burn").handler(action(messages::burn));
        router.get("/v1/rooms/:room/messages").handler(action(messages::history));
        router.get("/v1/presence").handler(action(RoomActions::presence));
        router.get("/v1/rooms").handler(action(RoomActions::list));
        router.post("/v1/rooms").handler(action(RoomActions::create));
        router.get("/v1/rooms/:room").handler(action(RoomActions::get));
        router.delete("/v1/rooms/:room").handler(action(RoomActions::delete));
        router.post("/v1/rooms/:room/members").handler(action(RoomActions::add));
        router.delete("/v1/rooms/:room/members").handler(action(RoomActions::remove));
        router.get("/v1/contacts").handler(action(ContactActions::list));
        router.put("/v1/contacts/:account").handler(action(ContactActions::add));
        router.delete("/v1/contacts/:account").handler(action(ContactActions::remove));
        router.get("/v1/blocked").handler(action(ContactActions::blocked));
        router.put("/v1/blocked/:account").handler(action(ContactActions::block));
        router.delete("/v1/blocked/:account").handler(action(ContactActions::unblock));
        router.get("/v1/profiles").handler(action(ProfileActions::read));
        router.get("/v1/rooms/:room/profile").handler(action(ProfileActions::room));
        router.patch("/v1/profile").handler(action(ProfileActions::update));
        router.put("/v1/password").handler(action(ProfileActions::password));
        groups(router);
        return router;
    }

    private void groups(Router router) {
        router.patch("/v1/rooms/:room").handler(action(GroupActions::update));
        router.put("/v1/rooms/:room/owner").handler(action(GroupActions::transfer));
        router.post("/v1/rooms/:room/applicants").handler(action(GroupActions::apply));
        router.delete("/v1/rooms/:room/applicants/:account").handler(action(GroupActions::reject));
        router.get("/v1/rooms/:room/banned").handler(action(GroupActions::banned));
        router.put("/v1/rooms/:room/banned/:account").handler(action(GroupActions::ban));
        router.get("/v1/blocked-rooms").handler(action(GroupActions::blocked));
        router.put("/v1/blocked-rooms/:room").handler(action(GroupActions::block));
    }

    private Handler<RoutingContext> action(Action action) {
        return routing -> sessions.with(Bearer.token(routing), gate -> action.run(new Call(routing, gate, json)))
                .onSuccess(reply -> reply.to(routing.response()))
                .onFailure(routing::fail);
    }

    private static void keepTime(RoutingContext routing) {
        RequestClock clock = HttpConnections.clock(routing.request());
        routing.addEndHandler(done -> clock.answered());
        routing.next();
    }
}
