package io.rialto.message;

import static io.rialto.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rialto.bus.Address;
import io.rialto.bus.Ask;
import io.rialto.contract.channel.Frame;
import io.rialto.contract.command.ChannelCommand.Subscribe;
import io.rialto.contract.command.JoinPolicy;
import io.rialto.contract.command.MessageCommand.SendMessage;
import io.rialto.contract.command.RoomCommand.CreateRoom;
import io.rialto.contract.command.Sent;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.testing.Await;
import io.rialto.testing.Client;
import io.rialto.testing.FakeSubscriber;
import io.rialto.testing.Gate;
import io.rialto.testing.House;
import io.rialto.testing.Plan;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommitLineTest {
    private static final RoomId PAIR = new RoomId("d:alice|bob");
    private static final RoomId TEAM = RoomId.group("team");
    private static final int BATCH = 4;
    private static final int REFUSED = 2_000 * BATCH;
    private static final int TWO = 32 * 1024;

    @TempDir
    private Path directory;

    private House house;
    private Client alice;
    private Gate append;

    @BeforeEach
    void open() {
        house = House.open(directory, Plan.standard().batchMax(BATCH));
        house.accounts("alice", "bob");
        alice = house.signIn("alice", "phone");
        append = house.storage().gate("log.append");
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void whatGathersDuringACommitIsTheNextBatch() {
        assertThat(batchesOf(PAIR, 4, 1)).isEqualTo(2);
    }

    @Test
    void largeMessagesMakeSmallerBatches() {
        assertThat(batchesOf(PAIR, 4, TWO)).isEqualTo(3);
    }

    @Test
    void aMessageAboveEveryBoundGoesAlone() {
        assertThat(batchesOf(PAIR, 2, TWO * 4)).isEqualTo(3);
    }

    @Test
    void messagesToManyMakeSmallerBatches() {
        gather(16);

        assertThat(batchesOf(TEAM, 3, 1)).isEqualTo(3);
    }

    @Test
    void whereTheSameInboxesCostLessThoseToTheSameManyShareABatch() {
        gather(16);
        house.storage().share(8);

        assertThat(batchesOf(TEAM, 3, 1)).isEqualTo(2);
    }

    /** A group of so many, alice among them. */
    private void gather(int count) {
        String[] others = new String[count - 1];
        Arrays.setAll(others, i -> "member-" + i);
        house.accounts(others);
        Set<AccountId> members = Arrays.stream(others).map(AccountId::new).collect(Collectors.toSet());
        alice.ask(new CreateRoom(TEAM, "a team", JoinPolicy.INVITE, members));
        append.open();
        alice.settle();
    }

    /** A commit may be over before whoever started it looks at its answer: no batch overtakes the one before. */
    @Test
    void batchesGoToEverybodyInTheirOrderThoughTheStoreAnswersAtOnce() {
        alice.ask(new CreateRoom(TEAM, "", JoinPolicy.OPEN, Set.of()));
        FakeSubscriber view = new FakeSubscriber();
        alice.ask(new Subscribe("$group/team", view, false));
        append.hold();
        List<Future<Sent>> sends = new ArrayList<>(List.of(alice.send(TEAM, "c", "0")));
        await().until(() -> append.waiting() == 1);
        for (int i = 1; i < 20; i++) {
            sends.add(alice.send(TEAM, "c" + i, Integer.toString(i)));
        }
        alice.settle();
        append.answerAtOnce();
        append.release();

        sends.forEach(Await::await);
        await().until(() -> view.frames().size() == 20);
        assertThat(view.frames()).extracting(Frame::seq).isSorted();
        assertThat(append.calls()).isGreaterThan(3);
    }

    /** A store that is closed, or has too much to do, refuses at once: that is not done batch within batch. */
    @Test
    void thousandsOfBatchesThatAreRefusedAtOnceAllHaveTheirAnswer() {
        append.hold();
        List<Future<Sent>> sends = new ArrayList<>(List.of(alice.send(PAIR, "first", "x")));
        await().until(() -> append.waiting() == 1);
        for (int i = 0; i < REFUSED; i++) {
            sends.add(alice.send(PAIR, "c" + i, "x"));
        }
        alice.settle();
        append.fail();
        append.release();

        await().until(() -> sends.stream().allMatch(Future::isComplete));
        assertThat(append.calls()).isEqualTo(1 + REFUSED / BATCH);
        append.open();
        await(alice.send(PAIR, "last", "y"));
    }

    @Test
    void anAnswerThatFailsLeavesNobodyWithoutTheirs() {
        Future<Sent> behind = behindADefect();
        append.open();

        await(behind);
    }

    @Test
    void aRefusalThatFailsLeavesNobodyWithoutTheirs() {
        Future<Sent> behind = behindADefect();
        append.fail();
        append.release();

        await().until(behind::failed);
    }

    /** A message in one batch behind one whose answer fails, as one to another node may, which is said at once. */
    private Future<Sent> behindADefect() {
        append.hold();
        alice.send(PAIR, "first", "x");
        await().until(() -> append.waiting() == 1);
        Promise<Sent> defect = Promise.promise();
        defect.future().onComplete(answered -> {
            throw new IllegalStateException("it cannot be said");
        });
        SendMessage message = new SendMessage(PAIR, "defect", Content.text("x"));
        house.bus()
                .ask(
                        Address.MESSAGES,
                        house.placement().of(PAIR),
                        new Ask<>(new AccountId("alice"), null, message, defect));
        Future<Sent> behind = alice.send(PAIR, "behind it", "x");
        alice.settle();
        return behind;
    }

    /** Holds a first message up, lets others gather behind it; how many batches there were in all. */
    private int batchesOf(RoomId room, int count, int bytes) {
        int before = append.calls();
        append.hold();
        List<Future<Sent>> sends = new ArrayList<>(List.of(alice.send(room, "first", "x")));
        await().until(() -> append.waiting() == 1);
        for (int i = 0; i < count; i++) {
            sends.add(alice.submit(new SendMessage(room, "c" + i, Content.untyped(new byte[bytes]))));
        }
        alice.settle();
        append.open();

        assertThat(sends.stream().map(sent -> await(sent).cseq())).isSorted().hasSize(count + 1);
        return append.calls() - before;
    }
}
