package io.rialto.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.rialto.bus.Nobody;
import io.rialto.bus.RemoteSeat;
import io.rialto.bus.Seat;
import io.rialto.cluster.NodeId;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.channel.LanePart;
import io.rialto.contract.channel.Piece;
import io.rialto.contract.channel.Run;
import io.rialto.contract.command.Done;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.id.MessageId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.id.SessionId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.StoredMessage;
import io.rialto.contract.session.SessionInfo;
import io.rialto.post.LiveSessions;
import io.rialto.presence.Watch;
import io.rialto.wire.Garbled;
import io.rialto.wire.Vocabulary;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every word that nodes say to each other arrives as it was said; what is none is refused, never believed. */
final class WordsTest {
    private static final Nobody HERE = new Nobody(new NodeId("here"));
    private static final SessionInfo INFO =
            new SessionInfo(new SessionId(7), new AccountId("bob"), new DeviceId("phone"), "web", "test", 1);

    private final Vocabulary words = Words.of(HERE, new LiveSessions());

    static Stream<Class<?>> all() {
        return Words.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void arrivesAsItWasSaid(Class<?> word) throws ReflectiveOperationException {
        ByteBuf said = Unpooled.buffer();
        words.write(said, sample(word));
        byte[] bytes = ByteBufUtil.getBytes(said);

        Object heard = words.read(said);

        assertThat(heard).isInstanceOf(word);
        assertThat(said.isReadable()).as("left over").isFalse();
        ByteBuf again = Unpooled.buffer();
        words.write(again, heard);
        assertThat(ByteBufUtil.getBytes(again)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @MethodSource("all")
    void isRefusedWhereItEndsEarly(Class<?> word) throws ReflectiveOperationException {
        ByteBuf said = Unpooled.buffer();
        words.write(said, sample(word));
        for (int length = 0; length < said.readableBytes(); length++) {
            ByteBuf part = said.copy(0, length);

            assertThatThrownBy(() -> words.read(part)).isInstanceOf(Garbled.class);
        }
    }

    @Test
    void noNoiseIsAnythingButRefusedOrAWord() {
        Random random = new Random(20_261_125);
        for (int i = 0; i < 50_000; i++) {
            byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            try {
                assertThat(words.read(Unpooled.wrappedBuffer(noise))).isNotNull();
            } catch (Garbled expected) {
                assertThat(expected.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void noWordStandsTwice() {
        assertThat(Words.ALL).doesNotHaveDuplicates();
    }

    @Test
    void aSessionOfTheHearerThatIsOverHearsNothing() {
        ByteBuf said = Unpooled.buffer();
        Vocabulary elsewhere = Words.of(new Nobody(new NodeId("there")), new LiveSessions());
        elsewhere.write(said, new Watch(new AccountId("alice"), new RemoteSeat(new NodeId("here"), INFO, HERE)));

        Seat seat = ((Watch) words.read(said)).watcher();

        assertThat(seat).isNotInstanceOf(RemoteSeat.class);
        seat.end();
        assertThat(seat.info()).isEqualTo(INFO);
    }

    private static Object sample(Type type) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            return collection(generic);
        }
        Class<?> plain = (Class<?>) type;
        Object known = plainSample(plain);
        if (known != null) {
            return known;
        } else if (plain.isEnum()) {
            return plain.getEnumConstants()[plain.getEnumConstants().length - 1];
        } else if (plain.isSealed()) {
            return sample(plain.getPermittedSubclasses()[0]);
        }
        return record(plain);
    }

    private static Object plainSample(Class<?> type) {
        Map<Class<?>, Object> samples = Map.ofEntries(
                Map.entry(long.class, -5_000_000_000L),
                Map.entry(int.class, 200),
                Map.entry(Integer.class, 200),
                Map.entry(boolean.class, true),
                Map.entry(String.class, "täxt"),
                Map.entry(byte[].class, new byte[] {1, 0, -1}),
                Map.entry(Object.class, Done.DONE),
                Map.entry(AccountId.class, new AccountId("alice")),
                Map.entry(RoomId.class, new RoomId("s:show")),
                Map.entry(NodeId.class, new NodeId("there")),
                Map.entry(Piece.class, new Piece(1, 2, 3)),
                Map.entry(Content.class, content()),
                Map.entry(Seat.class, new RemoteSeat(new NodeId("there"), INFO, HERE)),
                Map.entry(Run.class, run()),
                Map.entry(
                        StoredMessage.class,
                        new StoredMessage(
                                new MessageId(1), RoomId.group("team"), 2, new AccountId("bob"), null, 3, content())));
        return samples.get(type);
    }

    private static Content content() {
        return new Content(Content.TEXT, new byte[] {104, 105}, Map.of("k", new byte[] {9}));
    }

    private static Run run() {
        LanePart lane = new LanePart("cam", 255, 4, new Piece(1, 0, 2));
        AccountId bob = new AccountId("bob");
        return new Run(
                "$stream/show",
                1L << 40,
                List.of(new Frame(1, 2, bob, content(), 1, true, false, 3, Long.MAX_VALUE, lane)));
    }

    private static Object collection(ParameterizedType type) throws ReflectiveOperationException {
        Object first = sample(type.getActualTypeArguments()[0]);
        if (type.getRawType() == Map.class) {
            return Map.of(first, sample(type.getActualTypeArguments()[1]));
        }
        return type.getRawType() == Set.class ? Set.of(first) : List.of(first);
    }

    private static Object record(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = sample(components[i].getGenericType());
        }
        Constructor<?> constructor = type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }
}
