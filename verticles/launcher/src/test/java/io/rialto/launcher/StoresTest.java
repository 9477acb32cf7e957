package io.rialto.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.config.ConfigException;
import io.rialto.config.ConfigReader;
import io.rialto.config.RialtoConfig;
import io.rialto.storage.Storage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoresTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oracle://rialto:hunter2@db/rialto",
                "postgresql://rialto:hunter2@db",
                "postgresql://rialto:hun%ter2@db/rialto?password=hunter2"
            })
    void aUriThatNamesNoStoreIsRefusedWithoutItsPassword(String uri) {
        RialtoConfig config = ConfigReader.read(Optional.empty(), Map.of(), List.of("storage.uri=" + uri));

        Future<Storage> opening = new Stores(vertx, config).open();

        assertThat(opening.cause())
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("storage.uri ")
                .hasMessageContaining("expected")
                .hasMessageNotContaining("hunter2")
                .hasMessageNotContaining("hun%ter2");
    }

    @Test
    void nodesShareNothingWhereNothingIsStored() {
        RialtoConfig config = ConfigReader.read(
                Optional.empty(),
                Map.of(),
                List.of("accounts.mode=none", "cluster.enabled=true", "cluster.secret=" + "s".repeat(32)));

        Future<Storage> opening = new Stores(vertx, config).open();

        assertThat(opening.cause()).isInstanceOf(ConfigException.class).hasMessageStartingWith("accounts.mode is none");
    }
}
