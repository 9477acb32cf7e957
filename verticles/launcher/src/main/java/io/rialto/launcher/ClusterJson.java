package io.rialto.launcher;

import io.rialto.cluster.ClusterPicture;
import io.rialto.cluster.LinkFigures;
import io.rialto.cluster.Member;
import io.rialto.cluster.NodeId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The nodes, the links between them, the stream rooms of this one, as {@code GET /v1/cluster} tells. */
final class ClusterJson {
    private ClusterJson() {}

    /** A node without a cluster is its only member. */
    static String of(NodeId self, Optional<ClusterPicture> picture, Map<String, Integer> rooms) {
        JsonObject json = new JsonObject()
                .put("node", self.value())
                .put("clustered", picture.isPresent())
                .put("streamRoomsByRelay", counts(rooms));
        picture.ifPresentOrElse(
                seen -> json.put("members", members(seen.members()))
                        .put("links", links(seen.links()))
                        .put("refused", seen.refused()),
                () -> json.put("members", new JsonArray().add(new JsonObject().put("node", self.value())))
                        .put("links", new JsonArray()));
        return json.encode();
    }

    private static JsonArray members(List<Member> members) {
        JsonArray all = new JsonArray();
        members.forEach(member -> all.add(new JsonObject()
                .put("node", member.node().value())
                .put("boot", member.boot())
                .put("shards", member.shards())
                .put("address", member.host() + ":" + member.port())
                .put("draining", member.draining())));
        return all;
    }

    private static JsonArray links(List<LinkFigures> links) {
        JsonArray all = new JsonArray();
        links.forEach(link -> all.add(link(link)));
        return all;
    }

    private static JsonObject link(LinkFigures link) {
        JsonObject classes = new JsonObject();
        link.classes().forEach(of -> classes.put(of.traffic().name().toLowerCase(Locale.ROOT), figures(of)));
        return new JsonObject()
                .put("peer", link.peer().node().value())
                .put("roundTripMicros", link.roundTripNanos() / 1000)
                .put("bytesInFlight", link.bytesInFlight())
                .put("classes", classes);
    }

    private static JsonObject figures(LinkFigures.OfClass of) {
        return new JsonObject()
                .put("bytesInFlight", of.bytesInFlight())
                .put("window", of.window())
                .put("sent", of.sent())
                .put("full", of.full())
                .put("received", of.received());
    }

    private static JsonObject counts(Map<String, Integer> rooms) {
        JsonObject json = new JsonObject();
        rooms.forEach(json::put);
        return json;
    }
}
