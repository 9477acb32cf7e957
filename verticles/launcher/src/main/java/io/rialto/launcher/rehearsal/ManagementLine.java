package io.rialto.launcher.rehearsal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** The management port, with a connection for each request. */
final class ManagementLine {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MILLIS = 60_000;

    private final int port;
    private final String secret;

    ManagementLine(int port, String secret) {
        this.port = port;
        this.secret = secret;
    }

    /** Reads a page. */
    String get(String path) throws IOException {
        return body("GET " + path, "");
    }

    /** Makes an account; a token that it can sign in with. */
    String tokenOf(String account) throws IOException {
        post("/v1/accounts", "{\"id\":\"" + account + "\"}");
        return post("/v1/tokens", "{\"account\":\"" + account + "\",\"ttl\":3600}")
                .path("token")
                .asText();
    }

    private JsonNode post(String path, String json) throws IOException {
        return JSON.readTree(body("POST " + path, json));
    }

    private String body(String request, String json) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(MILLIS);
            String head = String.join(
                    "\r\n",
                    request + " HTTP/1.1",
                    "Host: localhost",
                    "Authorization: Bearer " + secret,
                    "Content-Type: application/json",
                    "Content-Length: " + json.length(),
                    "Connection: close",
                    "",
                    json);
            socket.getOutputStream().write(head.getBytes(UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
            if (!answer.startsWith("HTTP/1.1 20")) {
                throw new IOException(request + " was answered with " + answer);
            }
            return answer.substring(answer.indexOf("\r\n\r\n") + 4);
        }
    }
}
