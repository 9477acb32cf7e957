package io.rialto.adapter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamTopicTest {
    private static final AccountId ME = new AccountId("me");

    @ParameterizedTest
    @CsvSource({
        "$stream/r/0/me,s:r,0",
        "$stream/a%40b/ü 1/me,s:a@b,ü 1",
        "$stream/a@b/100%/me,s:a@b,100%",
        "$stream/%2e%2E/x/me,s:..,x"
    })
    void namesRoomAndLane(String topic, String room, String lane) {
        assertThat(StreamTopic.ofPublisher(topic, ME)).isEqualTo(new StreamTopic(new RoomId(room), lane, ME));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$stream/",
                "$stream/r",
                "$stream/r/0",
                "$stream/r/0/",
                "$stream/r/0/me/",
                "$stream//0/me",
                "$stream/r//me",
                "$stream/r/+/me",
                "$stream/r/#/me",
                "$stream/a%2Fb/0/me",
                "$stream/a%/0/me",
                "$stream/a%4/0/me",
                "$stream/a%4x/0/me",
                "$stream/a b/0/me",
                "$stream/r/0/m e"
            })
    void otherFormsAreNotFound(String topic) {
        assertCode(() -> StreamTopic.ofPublisher(topic, ME), ErrorCode.NOT_FOUND);
    }

    @Test
    void nobodyPublishesForAnother() {
        assertCode(() -> StreamTopic.ofPublisher("$stream/r/0/bob", ME), ErrorCode.FORBIDDEN);
    }

    @ParameterizedTest
    @CsvSource(
            value = {"$stream/r/0/bob|0|bob", "$stream/r/0/+|0|", "$stream/r/+/+||", "$stream/r/#||", "$stream/%72/#||"
            },
            delimiter = '|')
    void filtersChooseLanesAndPublishers(String filter, String lane, String publisher) {
        AccountId account = publisher == null ? null : new AccountId(publisher);
        assertThat(StreamFilter.of(filter)).isEqualTo(new StreamFilter(new RoomId("s:r"), lane, account));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$stream/",
                "$stream/#",
                "$stream/+/#",
                "$stream/+/+/+",
                "$stream/r",
                "$stream/r/+",
                "$stream/r/0",
                "$stream/r/0/#",
                "$stream/r/+/bob",
                "$stream/r/0+/+",
                "$stream/r/0/bob/+",
                "$stream/r/0/b+b",
                "$stream//0/+"
            })
    void otherFiltersAreMalformed(String filter) {
        assertCode(() -> StreamFilter.of(filter), ErrorCode.BAD_REQUEST);
    }

    private static void assertCode(ThrowingCallable call, ErrorCode code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(GatewayException.class, refused -> assertThat(refused.code())
                .isEqualTo(code));
    }
}
