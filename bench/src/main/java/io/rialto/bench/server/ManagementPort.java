package io.rialto.bench.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rialto.bench.client.Resident;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The operator's port of a gateway: makes accounts. */
final class ManagementPort {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ONE_DAY = 86_400;

    private final HttpClient http = HttpClient.newHttpClient();
    private final InetSocketAddress address;
    private final String secret;

    ManagementPort(InetSocketAddress address, String secret) {
        this.address = address;
        this.secret = secret;
    }

    /** A new account with this id, and a token to sign in with. */
    Resident newResident(String id) {
        post("/v1/accounts", JSON.createObjectNode().put("id", id));
        ObjectNode wanted = JSON.createObjectNode();
        JsonNode token = post("/v1/tokens", wanted.put("account", id).put("ttl", ONE_DAY));
        return new Resident(id, token.path("token").asText());
    }

    private JsonNode post(String path, ObjectNode body) {
        URI uri = URI.create("http://" + address.getHostString() + ":" + address.getPort() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + secret)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        path + " was answered " + response.statusCode() + " " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
