package io.rialto.adapter.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.ErrorKind;
import io.rialto.contract.error.GatewayException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonCodesTest {
    private static final List<Integer> PUBACK = List.of(0x80, 0x83, 0x87, 0x90, 0x91, 0x97, 0x99);
    private static final List<Integer> SUBACK = List.of(0x80, 0x83, 0x87, 0x8F, 0x91, 0x97, 0x9E, 0xA1, 0xA2);
    private static final List<Integer> CONNACK = List.of(
            0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8A, 0x8C, 0x90, 0x95, 0x97, 0x99, 0x9A, 0x9B,
            0x9C, 0x9D, 0x9F);

    @ParameterizedTest
    @EnumSource
    void everyFailureHasACodeThatItsPacketMayCarry(ErrorKind kind) {
        ReasonCodes.Codes codes = ReasonCodes.of(kind);

        assertThat(codes.publish()).isIn(PUBACK);
        assertThat(codes.subscribe(Protocol.MQTT_5)).isIn(SUBACK);
        assertThat(codes.subscribe(Protocol.MQTT_3_1_1)).isEqualTo(0x80);
        assertThat(codes.connect(Protocol.MQTT_5)).isIn(CONNACK);
        assertThat(codes.connect(Protocol.MQTT_3_1_1)).isBetween(1, 5);
    }

    @Test
    void namesWhatClientsActOn() {
        assertThat(ReasonCodes.of(new GatewayException(ErrorCode.NOT_FOUND, "")).publish())
                .isEqualTo(0x90);
        assertThat(ReasonCodes.of(new GatewayException(ErrorCode.NOT_MEMBER, ""))
                        .publish())
                .isEqualTo(0x87);
        assertThat(ReasonCodes.of(new GatewayException(ErrorCode.RATE_LIMITED, ""))
                        .publish())
                .isEqualTo(0x97);
        assertThat(ReasonCodes.of(new IllegalStateException()).publish()).isEqualTo(0x80);
        assertThat(ReasonCodes.of(new GatewayException(ErrorCode.UNAUTHENTICATED, ""))
                        .connect(Protocol.MQTT_5))
                .isEqualTo(0x86);
    }
}
