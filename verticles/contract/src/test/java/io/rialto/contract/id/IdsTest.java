package io.rialto.contract.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.contract.error.GatewayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

final class IdsTest {
    private static final AccountId ALICE = new AccountId("alice");
    private static final AccountId BOB = new AccountId("bob");

    @Test
    void anAddresseeIsARoomOrTheDirectRoomWithAnAccount() {
        AccountId bob = new AccountId("bob");

        assertThat(RoomId.ofAddressee("alice", bob)).isEqualTo(new RoomId("d:alice|bob"));
        assertThat(RoomId.ofAddressee("g:team", bob)).isEqualTo(RoomId.group("team"));
        assertThat(RoomId.ofAddressee("c:a/b", bob)).isEqualTo(RoomId.channel("a/b"));
        assertThat(RoomId.ofAddressee("x:y", bob)).isEqualTo(new RoomId("d:bob|x:y"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "alice", "A.b_c:d@e=f-9", "0123456789012345678901234567890123456789012345678901234567890123"
            })
    void takesAccountIds(String id) {
        assertThat(new AccountId(id)).hasToString(id);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "a b",
                "a/b",
                "a|b",
                "a+b",
                "a#",
                "$a",
                "ä",
                "a\0",
                "../a",
                "\u202Ea",
                "01234567890123456789012345678901234567890123456789012345678901234"
            })
    void refusesAccountIds(String id) {
        assertThatThrownBy(() -> new AccountId(id)).isInstanceOf(GatewayException.class);
    }

    @Test
    void namesTheOffendingCharacter() {
        assertThatThrownBy(() -> new AccountId("ab/c"))
                .hasMessageContaining("U+002F")
                .hasMessageContaining("position 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"phone", "a b/c+d#", "größe", "\"><script>"})
    void takesDeviceIds(String id) {
        assertThat(new DeviceId(id)).hasToString(id);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"a\0", "a\nb", "\u0085", "\u007f"})
    void refusesDeviceIds(String id) {
        assertThatThrownBy(() -> new DeviceId(id)).isInstanceOf(GatewayException.class);
    }

    @Test
    void limitsDeviceIds() {
        assertThat(new DeviceId("x".repeat(128)).value()).hasSize(128);
        assertThatThrownBy(() -> new DeviceId("x".repeat(129))).isInstanceOf(GatewayException.class);
    }

    @Test
    void directRoomIsTheSameWhoeverAsks() {
        RoomId room = RoomId.direct(BOB, ALICE);

        assertThat(room).isEqualTo(RoomId.direct(ALICE, BOB)).hasToString("d:alice|bob");
        assertThat(room.kind()).isEqualTo(RoomKind.DIRECT);
        assertThat(room.first()).isEqualTo(ALICE);
        assertThat(room.second()).isEqualTo(BOB);
    }

    @Test
    void anAccountHasANotebook() {
        RoomId notebook = RoomId.direct(ALICE, ALICE);

        assertThat(notebook.first()).isEqualTo(notebook.second()).isEqualTo(ALICE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"g:team", "s:x", "y:x", "k:x", "c:any/topic with spaces", "d:a|a", "d:a|b"})
    void takesRoomIds(String id) {
        assertThat(new RoomId(id)).hasToString(id);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "g:", "x:team", "team", "g:a/b", "g:a#", "c:a/+", "d:b|a", "d:a", "d:|a", "d:a|", "d:a|b|c", "g:a\0"
            })
    void refusesRoomIds(String id) {
        assertThatThrownBy(() -> new RoomId(id)).isInstanceOf(GatewayException.class);
    }

    @Test
    void groupsAndChannelsAreNamed() {
        assertThat(RoomId.group("team").name()).isEqualTo("team");
        assertThat(RoomId.channel("a/b").name()).isEqualTo("a/b");
        assertThat(RoomId.channel("a/b").kind()).isEqualTo(RoomKind.CHANNEL);
    }

    @Test
    void readsMessageIds() {
        assertThat(MessageId.parse("42")).isEqualTo(new MessageId(42)).hasToString("42");
        assertThatThrownBy(() -> MessageId.parse("4 2")).isInstanceOf(GatewayException.class);
    }
}
