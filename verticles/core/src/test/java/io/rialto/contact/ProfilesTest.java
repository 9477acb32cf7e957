package io.rialto.contact;

import static io.rialto.testing.Await.codeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.command.JoinPolicy;
import io.rialto.contract.command.ProfileCommand.ReadProfiles;
import io.rialto.contract.command.ProfileCommand.ReadRoomProfiles;
import io.rialto.contract.command.ProfileCommand.UpdateProfile;
import io.rialto.contract.command.RoomCommand.CreateRoom;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.testing.Client;
import io.rialto.testing.House;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProfilesTest {
    private static final AccountId ALICE = new AccountId("alice");
    private static final AccountId BOB = new AccountId("bob");

    @TempDir
    private Path directory;

    private House house;
    private Client alice;
    private Client bob;

    @BeforeEach
    void open() {
        house = House.open(directory);
        house.accounts("alice", "bob");
        alice = house.signIn("alice", "phone");
        bob = house.signIn("bob", "phone");
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void everybodyReadsWhatAnAccountShows() {
        alice.ask(new UpdateProfile(Map.of("name", new byte[] {1, 2})));
        alice.ask(new UpdateProfile(Map.of("area", new byte[] {3})));

        Map<AccountId, ?> found = bob.ask(new ReadProfiles(List.of(BOB, ALICE, new AccountId("nobody"))))
                .profiles();

        assertThat(found.keySet()).containsExactly(ALICE, BOB);
        assertThat(bob.ask(new ReadProfiles(List.of(ALICE)))
                        .profiles()
                        .get(ALICE)
                        .entries())
                .containsOnlyKeys("area", "name");
    }

    @Test
    void everybodyReadsWhatAGroupIs() {
        RoomId team = RoomId.group("team");
        alice.ask(new CreateRoom(team, "", JoinPolicy.INVITE, Set.of()));

        assertThat(bob.ask(new ReadRoomProfiles(List.of(team, RoomId.channel("a,b"))))
                        .profiles())
                .containsOnlyKeys(team);
    }

    /** lessons-from-tim.md W-62: lists of nodes were not bounded. */
    @Test
    void isBounded() {
        assertThat(codeOf(alice.submit(new ReadProfiles(Collections.nCopies(201, BOB)))))
                .isEqualTo(ErrorCode.LIMIT_REACHED);
        assertThat(codeOf(alice.submit(new ReadRoomProfiles(Collections.nCopies(201, RoomId.group("t"))))))
                .isEqualTo(ErrorCode.LIMIT_REACHED);
        assertThat(codeOf(alice.submit(new UpdateProfile(Map.of("name", new byte[100])))))
                .isEqualTo(ErrorCode.TOO_LARGE);
    }

    @Test
    void guestsSeeNone() {
        Client guest = house.guest("g");

        assertThat(codeOf(guest.submit(new ReadProfiles(List.of(ALICE))))).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(codeOf(guest.submit(new UpdateProfile(Map.of())))).isEqualTo(ErrorCode.FORBIDDEN);
    }
}
