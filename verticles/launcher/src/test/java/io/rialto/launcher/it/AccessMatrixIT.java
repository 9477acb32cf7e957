package io.rialto.launcher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.launcher.it.kit.Accounts;
import io.rialto.launcher.it.kit.BigBinaryDevice;
import io.rialto.launcher.it.kit.Doorway;
import io.rialto.launcher.it.kit.GatewayExtension;
import io.rialto.launcher.it.kit.NodeUnderTest;
import io.rialto.launcher.it.kit.Wait;
import io.rialto.launcher.it.kit.WsClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every door, every deed, every kind of room, with and without the right: the same rules hold, each door says so. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class AccessMatrixIT {
    /** Where something is said. */
    private enum Place {
        GROUP,
        DIRECT,
        STREAM,
        CHANNEL
    }

    /** What is done there. */
    private enum Deed {
        PUBLISH,
        SUBSCRIBE,
        HISTORY
    }

    /** Where to subscribe to a group is to become a member. */
    private static final Set<Doorway.Kind> JOINS =
            EnumSet.of(Doorway.Kind.WEBSOCKET, Doorway.Kind.HTTP, Doorway.Kind.TIM);

    private static final List<String> TREES = List.of("$group/#", "$user/#", "$stream/#", "talk/#");

    @RegisterExtension
    static final GatewayExtension GATEWAY = new GatewayExtension().with("access.rules", rules());

    private NodeUnderTest node;
    private WsClient owner;
    private String ownerId;

    @BeforeEach
    void begin(NodeUnderTest running) {
        node = running;
        ownerId = node.accounts().make("owner");
        owner = WsClient.signedIn(node, ownerId);
    }

    @AfterEach
    void end() {
        owner.close();
    }

    static Stream<Arguments> everything() {
        List<Arguments> all = new ArrayList<>();
        for (Doorway.Kind door : Doorway.Kind.values()) {
            for (Deed deed : Deed.values()) {
                for (Place place : Place.values()) {
                    all.add(Arguments.of(door, deed, place));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("everything")
    void whoHasTheRightDoesItAndWhoHasNotIsToldSo(Doorway.Kind door, Deed deed, Place place) {
        String free = node.accounts().make("free");
        String bound = node.accounts().make(deed == Deed.PUBLISH ? "mute" : "deaf");
        String room = place(place, free, bound);
        if (place == Place.GROUP && !(deed == Deed.SUBSCRIBE && JOINS.contains(door))) {
            owner.call(
                    "room.member.add",
                    new JsonObject()
                            .put("room", room)
                            .put("accounts", new JsonArray().add(free).add(bound)));
        }
        if (deed == Deed.HISTORY) {
            toBeRead(place, room, free, bound);
        }

        String denied = ask(door, deed, bound, room);
        List<String> heard = said(place, room, bound);
        String allowed = ask(door, deed, free, room);

        if (denied.equals(Doorway.UNSUPPORTED)) {
            assertThat(allowed).isEqualTo(Doorway.UNSUPPORTED);
            return;
        }
        assertThat(allowed).as("with the right").isEqualTo(Doorway.OK);
        assertThat(denied)
                .as("without the right")
                .satisfies(told -> requireRefusal(door, deed, topic(place, room), told));
        assertThat(heard).as("what was heard of it").isEmpty();
        assertThat(node.metric(
                        "rialto_access_denied_total", "deed=\"" + (deed == Deed.PUBLISH ? "publish" : "subscribe")))
                .isPositive();
    }

    private static void requireRefusal(Doorway.Kind door, Deed deed, String topic, String told) {
        String why = (deed == Deed.PUBLISH ? "no right to publish to " : "no right to subscribe to ") + topic;
        switch (door) {
            case WEBSOCKET -> assertThat(told).contains("1103", why, "access rule", "denies it");
            case HTTP -> assertThat(told).startsWith("403 ").contains("\"code\":1103", why, "denies it");
            case MQTT5 -> assertThat(told).startsWith("87 ").contains(why, "denies it");
            case MQTT3 -> {
                if (deed == Deed.SUBSCRIBE) {
                    assertThat(told).startsWith("80 ");
                } else {
                    assertThat(told)
                            .as("3.1.1 has no other answer to a publish")
                            .isEqualTo(Doorway.OK);
                }
            }
            case BIGBINARY -> assertThat(told).contains("1103 " + why, "denies it");
            case TIM -> assertThat(told).contains("\"code\":4105");
        }
    }

    private String ask(Doorway.Kind door, Deed deed, String account, String room) {
        try (Doorway in = door.of(node, account)) {
            return switch (deed) {
                case PUBLISH -> in.publish(room, "said by " + account);
                case SUBSCRIBE -> in.subscribe(room);
                case HISTORY -> in.history(room);
            };
        }
    }

    private void toBeRead(Place place, String room, String free, String bound) {
        List<String> rooms =
                switch (place) {
                    case GROUP -> List.of(room);
                    case DIRECT -> List.of(free, bound);
                    case STREAM, CHANNEL -> List.of();
                };
        rooms.forEach(
                to -> owner.call("msg.send", new JsonObject().put("to", to).put("text", "secret")));
    }

    /** Where both may be. */
    private String place(Place place, String free, String bound) {
        return switch (place) {
            case GROUP -> {
                String group = "g:" + Accounts.fresh("matrix");
                owner.call("room.create", new JsonObject().put("room", group).put("join", "open"));
                yield group;
            }
            case DIRECT -> ownerId;
            case STREAM -> {
                try (BigBinaryDevice host = BigBinaryDevice.signedIn(node, ownerId, "")) {
                    String stream = host.create().room();
                    host.grant(stream, free);
                    host.grant(stream, bound);
                    yield stream;
                }
            }
            case CHANNEL -> "c:talk/" + Accounts.fresh("matrix");
        };
    }

    /** What is kept of what the bound one said. */
    private List<String> said(Place place, String room, String bound) {
        if (place == Place.STREAM || place == Place.CHANNEL) {
            return List.of();
        }
        String asked = place == Place.DIRECT ? Doorway.room(ownerId, bound) : room;
        JsonObject page = Wait.get(
                owner.request("room.pull", new JsonObject().put("room", asked).put("after", 0)));
        return page.getInteger("code") != 0
                ? List.of()
                : page.getJsonObject("res").getJsonArray("items").stream()
                        .map(JsonObject.class::cast)
                        .filter(item -> bound.equals(item.getString("from")))
                        .map(JsonObject::encode)
                        .toList();
    }

    private static String topic(Place place, String room) {
        return switch (place) {
            case GROUP -> "$group/" + room.substring(2);
            case DIRECT -> "$user/" + room;
            case STREAM -> "$stream/" + room.substring(2);
            case CHANNEL -> room.substring(2);
        };
    }

    private static String rules() {
        List<String> rules = new ArrayList<>();
        TREES.forEach(tree -> rules.add("deny account:mute-* publish " + tree));
        TREES.forEach(tree -> rules.add("deny account:deaf-* subscribe " + tree));
        return String.join(",", rules);
    }
}
