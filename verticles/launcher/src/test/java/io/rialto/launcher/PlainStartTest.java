package io.rialto.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PlainStartTest {
    @Test
    void noArgumentsStartANode() {
        assertThat(PlainStart.of()).contains(new PlainStart(Optional.empty(), List.of()));
    }

    @Test
    void readsTheFileAndAllSettingsInBothForms() {
        assertThat(PlainStart.of("--set", "node.loops=1", "--config=my.yaml", "--set=storage.uri=sqlite:a=b"))
                .contains(new PlainStart(
                        Optional.of(Path.of("my.yaml")), List.of("node.loops=1", "storage.uri=sqlite:a=b")));
    }

    @Test
    void leavesEverythingElseToWhoKnowsAllCommands() {
        for (String[] arguments : List.of(
                new String[] {"pub", "bob", "hello"},
                new String[] {"--config", "my.yaml", "check-config"},
                new String[] {"--help"},
                new String[] {"--version"},
                new String[] {"--config"},
                new String[] {"--config", "--set"},
                new String[] {"--config", "one.yaml", "--config", "two.yaml"},
                new String[] {"--set="},
                new String[] {"--setting=1"})) {
            assertThat(PlainStart.of(arguments)).as(String.join(" ", arguments)).isEmpty();
        }
    }
}
