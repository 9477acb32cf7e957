package io.rialto.adapter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.contract.command.Command;
import io.rialto.contract.command.MessageCommand;
import io.rialto.contract.command.SignalCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.message.Content;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicMapperTest {
    private static final AccountId ME = new AccountId("me");

    @ParameterizedTest
    @CsvSource({
        "$user/bob,d:bob|me",
        "$user/zoe,d:me|zoe",
        "$user/me,d:me|me",
        "$group/team,g:team",
        "$user/bob/signal,d:bob|me",
        "$group/team/signal,g:team",
        "$user/signal,d:me|signal",
        "$group/signal,g:signal"
    })
    void roomsHaveTopics(String topic, String room) {
        assertThat(TopicMapper.room(topic, ME).value()).isEqualTo(room);
    }

    @ParameterizedTest
    @CsvSource({"$user/bob/signal,true", "$group/signal/signal,true", "$user/bob,false", "$user/signal,false"})
    void aTopicThatEndsSoSaysASignal(String topic, boolean signal) {
        Command<?> said = TopicMapper.said(topic, TopicMapper.room(topic, ME), null, Content.text("x"));

        assertThat(said).isInstanceOf(signal ? SignalCommand.Signal.class : MessageCommand.SendMessage.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "/", "a/$user/b", "user/bob", "ü"})
    void everythingElseIsAChannel(String topic) {
        assertThat(TopicMapper.room(topic, ME)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"$inbox", "$inbox/x", "$SYS/uptime", "$user", "$users/bob", "$", "$share/g/t", "$meta"})
    void otherTopicsOfTheServerAreRefused(String topic) {
        assertCode(topic, ErrorCode.FORBIDDEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$user/", "$user/a/b", "$user/a/b/signal", "$user/a b", "$group/", "$group/a|b"})
    void illegalNamesAreNotFound(String topic) {
        assertCode(topic, ErrorCode.NOT_FOUND);
    }

    @Test
    void namesAreBounded() {
        assertCode("$user/" + "x".repeat(65), ErrorCode.NOT_FOUND);
    }

    private static void assertCode(String topic, ErrorCode code) {
        assertThatThrownBy(() -> TopicMapper.room(topic, ME))
                .isInstanceOfSatisfying(GatewayException.class, refused -> assertThat(refused.code())
                        .isEqualTo(code));
    }
}
