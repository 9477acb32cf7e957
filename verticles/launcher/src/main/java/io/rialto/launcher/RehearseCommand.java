package io.rialto.launcher;

import io.rialto.config.ConfigReader;
import io.rialto.config.RialtoConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Starts a node with the settings that nobody has changed, as a process does, on free ports, with its data in a directory
 * that is not needed any more; says something at each door, exits. What {@code prepare} lets a JVM watch.
 */
@Command(name = "rehearse", hidden = true, description = "What prepare watches: a node that starts, is used, stops.")
final class RehearseCommand implements Callable<Integer> {
    private static final int SOCKET_MILLIS = 30_000;

    /** CONNECT of MQTT 3.1.1 with a clean session, client id {@code r}. */
    private static final byte[] MQTT_CONNECT = {0x10, 13, 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 0, 0, 1, 'r'};

    /** Goes in a masked text frame, the mask all zeros. */
    private static final String SIGN_IN = "{\"id\":1,\"op\":\"auth\",\"args\":{\"anonymous\":true}}";

    private static final String UPGRADE = String.join(
            "\r\n",
            "GET /v1/ws HTTP/1.1",
            "Host: localhost",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "",
            "");
    private static final String READY = "GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    @Parameters(paramLabel = "DIRECTORY", description = "Where its data goes.")
    private Path data;

    @Override
    public Integer call() throws Exception {
        RialtoConfig config = ConfigReader.read(Optional.empty(), Map.of(), settings());
        AtomicReference<Gateway.Addresses> open = new AtomicReference<>();
        int code = NodeProcess.start(config, open::set);
        if (code != NodeProcess.RUNNING) {
            return code;
        }
        Gateway.Addresses addresses = open.get();
        say(addresses.port("management"), READY.getBytes(StandardCharsets.US_ASCII), "200");
        say(addresses.port("mqtt"), MQTT_CONNECT, " \u0002");
        sayOverWebSocket(addresses.port("http"));
        return 0;
    }

    private List<String> settings() {
        return List.of(
                "node.data=" + data,
                "listeners.host=127.0.0.1",
                "listeners.mqtt.port=0",
                "listeners.http.port=0",
                "listeners.thrift.port=0",
                "listeners.bigbinary.port=0",
                "management.port=0");
    }

    private static void say(int port, byte[] words, String expected) throws IOException {
        try (Socket socket = connect(port)) {
            say(socket, words, expected);
        }
    }

    private static void sayOverWebSocket(int port) throws IOException {
        try (Socket socket = connect(port)) {
            say(socket, UPGRADE.getBytes(StandardCharsets.US_ASCII), "101");
            byte[] text = SIGN_IN.getBytes(StandardCharsets.US_ASCII);
            byte[] frame = new byte[6 + text.length];
            frame[0] = (byte) 0x81;
            frame[1] = (byte) (0x80 | text.length);
            System.arraycopy(text, 0, frame, 6, text.length);
            say(socket, frame, "\"code\":0");
        }
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(SOCKET_MILLIS);
        return socket;
    }

    private static void say(Socket socket, byte[] words, String expected) throws IOException {
        socket.getOutputStream().write(words);
        byte[] answer = new byte[4096];
        int length = socket.getInputStream().read(answer);
        String heard = new String(answer, 0, Math.max(0, length), StandardCharsets.ISO_8859_1);
        if (!heard.contains(expected)) {
            throw new UncheckedIOException(new IOException("the node answered " + heard + ", expected " + expected));
        }
    }
}
