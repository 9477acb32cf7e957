package io.rialto.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import picocli.CommandLine.Option;

/** Where to sign in, as whom. */
final class SignInOptions {
    private static final long KEEP_ALIVE_MILLIS = 30_000;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The native WebSocket, such as ws://127.0.0.1:8080/v1/ws (default: from the configuration).")
    private URI url;

    @Option(
            names = "--login",
            paramLabel = "NAME",
            description = "Sign in by login name or account id (default: as a guest).")
    private String login;

    @Option(names = "--password", paramLabel = "PW", description = "Its password.")
    private String password;

    @Option(names = "--token", paramLabel = "TOKEN", description = "Sign in by token (see account token).")
    private String token;

    /** Whether this is somebody, not a guest. */
    boolean named() {
        return login != null || token != null;
    }

    /** Connects and signs in; {@code extra} goes with the credentials. */
    NativeClient signIn(ConfigOptions config, ObjectNode extra, NativeClient.Events events) {
        ObjectNode args = credentials(extra);
        NativeClient client = NativeClient.connect(address(config), events);
        try {
            JsonNode welcome = client.ask("auth", args);
            client.keepAlive(Duration.ofMillis(welcome.path("keepAlive").asLong(KEEP_ALIVE_MILLIS)));
            return client;
        } catch (CommandFailure failure) {
            client.close();
            throw failure;
        }
    }

    private Endpoint address(ConfigOptions config) {
        if (url == null) {
            return new LocalNode(config.read()).webSocket();
        }
        if (!Set.of("ws", "wss").contains(String.valueOf(url.getScheme()))) {
            throw CommandFailure.wrongUse("--url expects a URL such as ws://127.0.0.1:8080/v1/ws");
        }
        return Endpoint.of(url);
    }

    private ObjectNode credentials(ObjectNode args) {
        if (token != null && (login != null || password != null)) {
            throw CommandFailure.wrongUse("--token excludes --login and --password");
        }
        if ((login == null) != (password == null)) {
            throw CommandFailure.wrongUse("--login and --password belong together");
        }
        if (token != null) {
            return args.put("token", token);
        }
        return login == null
                ? args.put("anonymous", true)
                : args.put("login", login).put("password", password);
    }
}
