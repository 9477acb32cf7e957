package io.rialto.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A client of a node's management port. */
final class ManagementClient {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http;
    private final URI base;
    private final String secret;

    ManagementClient(Endpoint node, String secret) {
        this.http = node.http()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
        this.base = node.url();
        this.secret = secret;
    }

    /** Makes an account; login and password may be null. Returns its id. */
    String createAccount(String id, String login, String password) {
        ObjectNode wanted = Json.object().put("id", id);
        if (login != null) {
            wanted.put("login", login);
        }
        if (password != null) {
            wanted.put("password", password);
        }
        return post("/v1/accounts", wanted).path("account").asText(id);
    }

    /** A token an account can sign in with. */
    String issueToken(String account, Duration ttl) {
        JsonNode answer =
                post("/v1/tokens", Json.object().put("account", account).put("ttl", ttl.toSeconds()));
        if (!answer.path("token").isTextual()) {
            throw CommandFailure.failed(base + " answered without a token");
        }
        return answer.path("token").asText();
    }

    private JsonNode post(String path, ObjectNode body) {
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(URI.create(base.toString().replaceFirst("/+$", "") + path))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + secret)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString()))
                        .build());
        if (response.statusCode() / 100 != 2) {
            throw refusal(response);
        }
        return Json.read(response.body());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException unreachable) {
            throw CommandFailure.failed("cannot reach the management port " + base + ": " + Cause.of(unreachable));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted");
        }
    }

    /** Whatever answers there may be no node, and its answer no JSON. */
    private static CommandFailure refusal(HttpResponse<String> response) {
        try {
            JsonNode answer = Json.read(response.body());
            if (answer.has("error")) {
                return CommandFailure.refused(answer);
            }
        } catch (CommandFailure noJson) {
            // The status says it.
        }
        return CommandFailure.failed(response.uri() + " answered status " + response.statusCode());
    }
}
