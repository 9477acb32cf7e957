package io.rialto.bench.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ShapeTest {
    private static final int MASKED = 0x80;

    @Test
    void publishesWithoutPacketIdAtQosZero() {
        byte[] packet = sent(new MqttPackets(4).publish("a/b", 0, 64));

        assertThat(packet).startsWith(0x30, 2 + 3 + 64, 0, 3, 'a', '/', 'b', Stamp.MARK);
        assertThat(Stamp.sequence(ByteBuffer.wrap(packet), 7)).isEqualTo(42);
        assertThat(packet).hasSize(2 + 5 + 64);
    }

    @Test
    void publishesWithPacketIdAndPropertiesInMqttFive() {
        byte[] packet = sent(new MqttPackets(5).publish("a/b", 2, 200));

        assertThat(Arrays.copyOf(packet, 3)).isEqualTo(new byte[] {0x34, (byte) ((208 & 127) | 128), 1});
        assertThat(Arrays.copyOfRange(packet, 8, 11)).isEqualTo(new byte[] {1, 2, 0});
        assertThat(packet[11]).isEqualTo(Stamp.MARK);
        assertThat(packet).hasSize(3 + 208);
    }

    @Test
    void setsRetainedValuesWithAnId() {
        byte[] payload = Shape.payload(20);

        assertThat(new MqttPackets(4).retained("a/b", 0x1234, payload))
                .startsWith(0x33, 2 + 3 + 2 + 20, 0, 3, 'a', '/', 'b', 0x12, 0x34, Stamp.MARK)
                .hasSize(2 + 27);
        assertThat(new MqttPackets(5).retained("a/b", 0x1234, payload))
                .startsWith(0x33, 2 + 3 + 2 + 1 + 20, 0, 3, 'a', '/', 'b', 0x12, 0x34, 0, Stamp.MARK);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 64, 1024, 16_384, 100_000})
    void sendsMaskedJson(int size) throws JsonProcessingException {
        byte[] frame = sent(NativeMessages.send("c:bench/t/0", size));

        JsonNode request = new ObjectMapper().readTree(unmasked(frame));

        assertThat(request.path("id").asLong()).isEqualTo(1_000_000_258L);
        assertThat(request.path("args").path("to").asText()).isEqualTo("c:bench/t/0");
        assertThat(request.path("args").path("text").asText()).hasSize(size);
        assertThat(request.path("args").path("text").asText())
                .startsWith(request.path("args").path("cmid").asText());
    }

    @Test
    void putsTheHandleOfTheRoomIntoItsFrames() {
        ByteBuffer bigBinary = ByteBuffer.wrap(sent(BigBinaryFrames.frame(64)));
        byte[] webSocket = sent(NativeMessages.frame(64));
        Mask.WEBSOCKET.apply(webSocket, 6, webSocket.length - 6, 0);

        assertThat(bigBinary.getInt()).isEqualTo(bigBinary.capacity() - 4);
        assertThat(bigBinary.get(4)).isEqualTo((byte) 0x20);
        assertThat(bigBinary.getInt(6)).isEqualTo(258);
        assertThat(ByteBuffer.wrap(webSocket).getInt(6 + 4)).isEqualTo(258);
        assertThat(webSocket[6 + 16]).isEqualTo(Stamp.MARK);
    }

    @Test
    void sendsToAChannelByBigBinary() {
        ByteBuffer frame = ByteBuffer.wrap(sent(BigBinaryFrames.send("c:a/b", 64)));

        assertThat(frame.getInt(6)).as("the request's number").isEqualTo(258);
        assertThat(frame.getShort(10)).as("the length of the room").isEqualTo((short) 5);
        assertThat(Stamp.sequence(frame, frame.capacity() - 64)).isEqualTo(42);
    }

    @Test
    void publishesToNatsWithTheSizeBefore() {
        String text = new String(sent(NatsWire.publish("bench/t/0", 64)), US_ASCII);

        assertThat(text).startsWith("PUB bench.t.0 64\r\n#").endsWith("\r\n").hasSize(18 + 64 + 2);
    }

    @Test
    void endsTheTopicWithTheNumberWhereTopicsAreChosen() {
        String packet = new String(sent(new MqttPackets(4).publishNumbered("bench/", 64)), US_ASCII);

        assertThat(packet).contains("bench/1000000258#");
    }

    private static byte[] sent(Shape shape) {
        Outbox out = new Outbox();
        shape.appendTo(out, 5, 42, 1, 258);
        return out.waiting();
    }

    private static String unmasked(byte[] frame) {
        assertThat(frame[1] & MASKED).isEqualTo(MASKED);
        int length = frame[1] & 127;
        int head = length < 126 ? 6 : length == 126 ? 8 : 14;
        Mask.WEBSOCKET.apply(frame, head, frame.length - head, 0);
        return new String(frame, head, frame.length - head, US_ASCII);
    }
}
