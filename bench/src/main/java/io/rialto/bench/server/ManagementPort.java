package io.rialto.bench.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rialto.bench.client.Resident;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The operator's port of a gateway: makes accounts, tells figures. */
final class ManagementPort {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ONE_DAY = 86_400;
    private static final int AT_A_TIME = 64;
    private static final int OK = 2;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final InetSocketAddress address;
    private final String secret;

    ManagementPort(InetSocketAddress address, String secret) {
        this.address = address;
        this.secret = secret;
    }

    /** New accounts with these ids, and a token for each to sign in with. */
    List<Resident> newResidents(List<String> ids) {
        List<Resident> residents = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += AT_A_TIME) {
            List<CompletableFuture<Resident>> some = ids.subList(from, Math.min(ids.size(), from + AT_A_TIME)).stream()
                    .map(this::newResident)
                    .toList();
            some.forEach(one -> residents.add(one.join()));
        }
        return residents;
    }

    private CompletableFuture<Resident> newResident(String id) {
        ObjectNode token = JSON.createObjectNode().put("account", id).put("ttl", ONE_DAY);
        return post("/v1/accounts", JSON.createObjectNode().put("id", id))
                .thenCompose(made -> post("/v1/tokens", token))
                .thenApply(answer -> new Resident(id, json(answer).path("token").asText()));
    }

    /** The sum over all labels; where the name goes on with a brace and some of them, over those that come after. */
    double metric(String name) {
        return sum(send(request("/metrics").GET()).join(), name);
    }

    static double sum(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name) && "{ ,".indexOf(line.charAt(name.length())) >= 0)
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** How many nodes are in its cluster. */
    int members() {
        return json(send(request("/v1/cluster").GET()).join()).path("members").size();
    }

    private CompletableFuture<String> post(String path, ObjectNode body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private HttpRequest.Builder request(String path) {
        URI uri = URI.create("http://" + address.getHostString() + ":" + address.getPort() + path);
        return HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + secret);
    }

    private CompletableFuture<String> send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(response -> {
            if (response.statusCode() / 100 != OK) {
                throw new IllegalStateException(
                        request.uri().getPath() + " was answered " + response.statusCode() + " " + response.body());
            }
            return response.body();
        });
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
