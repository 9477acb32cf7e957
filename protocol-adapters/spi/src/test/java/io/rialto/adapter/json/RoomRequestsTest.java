package io.rialto.adapter.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoomRequestsTest {
    private final JsonSource source = new JsonSource(1 << 20);

    @Test
    void oneRequestNamesAllMembersThatAGroupMayHave() {
        assertThat(RoomRequests.create(withMembers(3000)).members()).hasSize(3000);
        assertThatThrownBy(() -> RoomRequests.create(withMembers(3001)))
                .isInstanceOfSatisfying(
                        GatewayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST));
    }

    private Fields withMembers(int count) {
        String members =
                IntStream.range(0, count).mapToObj(i -> "\"m" + i + "\"").collect(Collectors.joining(","));
        String json = "{\"room\":\"g:big\",\"members\":[" + members + "]}";
        return source.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
