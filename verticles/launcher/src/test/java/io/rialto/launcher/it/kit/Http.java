package io.rialto.launcher.it.kit;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The JDK's HTTP client, one for all tests. */
public final class Http {
    /** Speaks HTTP/1.1. */
    public static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private Http() {}

    /** The answer to a request. */
    public static HttpResponse<String> send(HttpRequest request) {
        return Wait.get(CLIENT.sendAsync(request, BodyHandlers.ofString()));
    }

    /** The body of an answer that must be 200. */
    public static String text(HttpRequest request) {
        HttpResponse<String> response = send(request);
        if (response.statusCode() != 200) {
            throw new AssertionError(request + " was answered " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    /** A JSON body posted with a bearer token; the answer, whatever it is. */
    public static CompletableFuture<HttpResponse<String>> post(URI uri, String bearer, JsonObject body) {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + bearer)
                .header("Content-Type", "application/json")
                .timeout(Wait.LIMIT)
                .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
                .build();
        return CLIENT.sendAsync(request, BodyHandlers.ofString());
    }

    /** What a GET with a bearer token is answered. */
    public static HttpResponse<String> get(URI uri, String bearer) {
        return send(HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + bearer)
                .timeout(Wait.LIMIT)
                .build());
    }
}
