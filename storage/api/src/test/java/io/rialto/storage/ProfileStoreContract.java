package io.rialto.storage;

import static io.rialto.storage.Entries.account;
import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.command.JoinPolicy;
import io.rialto.contract.command.Profile;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every backend's profile store does. */
public abstract class ProfileStoreContract extends StorageContract {
    private static final AccountId ALICE = account("alice");
    private static final AccountId BOB = account("bob");
    private static final RoomId TEAM = RoomId.group("team");
    private static final ProfileBounds BOUNDS = new ProfileBounds(4, 100);
    private static final byte[] GONE = new byte[0];

    @BeforeEach
    void makeAccounts() {
        Await.result(storage().accounts().create(new AccountRecord(ALICE, null, null, 1_000)));
        Await.result(storage().accounts().create(new AccountRecord(BOB, null, null, 2_000)));
        Await.result(storage().rooms().create(new RoomRecord(TEAM, "", ALICE, JoinPolicy.OPEN, 3_000), List.of(ALICE)));
    }

    @Test
    void changesWhatIsNamedAndLeavesTheRest() {
        update(Map.of("name", "Alice", "area", "Ulm"));

        Profile after = update(Map.of("name", "Alice 🚀", "born", "1832"));

        assertThat(texts(after)).isEqualTo(Map.of("name", "Alice 🚀", "area", "Ulm", "born", "1832"));
        assertThat(after.createdAt()).isEqualTo(1_000);
        assertThat(texts(profile(ALICE))).isEqualTo(texts(after));
    }

    @Test
    void anEmptyValueTakesItsEntryAway() {
        update(Map.of("name", "Alice", "area", "Ulm"));

        Profile after = Await.result(profiles().update(ALICE, Map.of("area", GONE, "unknown", GONE), BOUNDS));

        assertThat(texts(after)).isEqualTo(Map.of("name", "Alice"));
        assertThat(texts(profile(ALICE))).isEqualTo(Map.of("name", "Alice"));
    }

    @Test
    void keepsValuesToTheLastByte() {
        byte[] value = new byte[90];
        for (int i = 0; i < value.length; i++) {
            value[i] = (byte) (i * 3);
        }

        Await.result(profiles().update(ALICE, Map.of("b", value), BOUNDS));

        assertThat(profile(ALICE).entries().get("b")).isEqualTo(value);
    }

    @Test
    void readsThoseThatExistInOrderOfId() {
        update(Map.of("name", "Alice"));

        Map<AccountId, Profile> found =
                Await.result(profiles().ofAccounts(List.of(BOB, account("nobody"), ALICE, BOB)));

        assertThat(found.keySet()).containsExactly(ALICE, BOB);
        assertThat(found.get(BOB)).isEqualTo(Profile.of(2_000, Map.of()));
        assertThat(Await.result(profiles().ofAccounts(List.of()))).isEmpty();
    }

    @Test
    void groupsHaveProfilesOfTheirOwn() {
        Await.result(profiles().update(TEAM, bytes(Map.of("topic", "tea")), BOUNDS));

        Map<RoomId, Profile> found = Await.result(profiles().ofRooms(List.of(TEAM, RoomId.group("unknown"))));

        assertThat(found.keySet()).containsExactly(TEAM);
        assertThat(texts(found.get(TEAM))).isEqualTo(Map.of("topic", "tea"));
        assertThat(found.get(TEAM).createdAt()).isEqualTo(3_000);
        assertThat(profile(ALICE).entries()).isEmpty();
    }

    @Test
    void aGroupThatHasEndedHasNone() {
        Await.result(profiles().update(TEAM, bytes(Map.of("topic", "tea")), BOUNDS));
        Await.result(storage().rooms().amend(TEAM, List.of(), state -> state.ended(5_000)));

        assertThat(Await.result(profiles().ofRooms(List.of(TEAM)))).isEmpty();
    }

    @Test
    void otherRoomsHaveNone() {
        assertThat(Await.result(profiles().ofRooms(List.of(RoomId.channel("a,\"b"), TEAM))))
                .containsOnlyKeys(TEAM);
    }

    @Test
    void whatDoesNotExistHasNone() {
        assertThat(Await.failure(profiles().update(account("nobody"), bytes(Map.of("a", "b")), BOUNDS)))
                .isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(Await.failure(profiles().update(RoomId.group("unknown"), bytes(Map.of("a", "b")), BOUNDS)))
                .isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void isBoundedInEntriesInBytesInNames() {
        update(Map.of("a", "1", "b", "2", "c", "3"));

        assertThat(Await.failure(profiles().update(ALICE, bytes(Map.of("d", "4", "e", "5")), BOUNDS)))
                .isEqualTo(ErrorCode.LIMIT_REACHED);
        assertThat(Await.failure(profiles().update(ALICE, bytes(Map.of("a", "x".repeat(96))), BOUNDS)))
                .isEqualTo(ErrorCode.TOO_LARGE);
        for (String name : List.of("", " ", "x".repeat(65), "a\u0000b")) {
            assertThat(Await.failure(profiles().update(ALICE, bytes(Map.of(name, "x")), BOUNDS)))
                    .isEqualTo(ErrorCode.BAD_REQUEST);
        }
        assertThat(texts(profile(ALICE))).isEqualTo(Map.of("a", "1", "b", "2", "c", "3"));
        assertThat(Await.result(profiles().update(ALICE, bytes(Map.of("a", "x".repeat(95))), BOUNDS))
                        .size())
                .isEqualTo(100);
    }

    @Test
    void changesMadeAtOnceDoNotExceedTheBoundTogether() {
        List<Future<Profile>> updates = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            updates.add(profiles().update(ALICE, bytes(Map.of("k" + i, "v")), BOUNDS));
        }

        updates.forEach(ProfileStoreContract::settle);

        assertThat(profile(ALICE).entries()).hasSize(4);
    }

    @Test
    void survivesAReopen() {
        update(Map.of("name", "Alice"));

        reopen();

        assertThat(texts(profile(ALICE))).isEqualTo(Map.of("name", "Alice"));
    }

    private static void settle(Future<?> future) {
        Await.result(future.otherwiseEmpty());
    }

    private Profile update(Map<String, String> texts) {
        return Await.result(profiles().update(ALICE, bytes(texts), BOUNDS));
    }

    private Profile profile(AccountId account) {
        return Await.result(profiles().ofAccounts(List.of(account))).get(account);
    }

    private static Map<String, byte[]> bytes(Map<String, String> texts) {
        Map<String, byte[]> bytes = new HashMap<>();
        texts.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return bytes;
    }

    private static Map<String, String> texts(Profile profile) {
        Map<String, String> texts = new TreeMap<>();
        profile.entries().forEach((name, value) -> texts.put(name, new String(value, StandardCharsets.UTF_8)));
        return texts;
    }

    private ProfileStore profiles() {
        return storage().profiles();
    }
}
