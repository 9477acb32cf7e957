package io.rialto.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessAgeTest {
    private static final String PROCESS =
            "4614 (a (name) 7) S 1 4614 4614 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 30 0 1500012 9 9";

    @Test
    void isTheTimeFromItsStartInTheMachinesOwnCount() {
        assertThat(ProcessAge.millis(PROCESS, "15000.52 23.10\n")).hasValue(400);
    }

    @Test
    void isUnknownWhereTheMachineIsYoungerThanTheProcess() {
        assertThat(ProcessAge.millis(PROCESS, "12.00 23.10\n")).isEmpty();
    }
}
