package io.rialto.bench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProcTest {
    @Test
    void readsCpuTimeBehindACommandWithParentheses() {
        Usage usage = ProcessMeter.parse(
                "42 (a (b) c) S 1 42 42 0 -1 4194560 100 0 0 0 250 130 0 0 20 0 1 0 100 1000 200",
                List.of("Name:\ta", "VmRSS:\t    9420 kB"),
                100);

        assertThat(usage).isEqualTo(new Usage(2.5, 1.3, 9420));
    }

    @Test
    void knowsItsOwnSockets() throws IOException {
        long self = ProcessHandle.current().pid();
        try (ServerSocket socket = new ServerSocket(0)) {
            assertThat(ListeningSocket.belongsTo(self, socket.getLocalPort())).isTrue();
        }
    }

    @Test
    void doesNotTakeAConnectionOrAnotherPortForAListener() {
        List<String> table = List.of(
                "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
                "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 111 1 0",
                "   1: 0100007F:1F90 0100007F:C000 01 00000000:00000000 00:00000000 00000000     0        0 222 1 0",
                "   2: 0100007F:1F91 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 333 1 0");

        assertThat(ListeningSocket.inodes(table, 0x1f90)).containsExactly("socket:[111]");
    }

    @Test
    void findsTheDoorsOfAGateway() {
        ReadyLine line = ReadyLine.parse("ready in 412 ms http=127.0.0.1:41001 mqtt=127.0.0.1:41002");

        assertThat(line.address("mqtt").getPort()).isEqualTo(41002);
        assertThat(line.addresses()).hasSize(2);
    }

    @Test
    void writesAConfigurationForTheFreePort() {
        assertThat(Mosquitto.configuration(1234)).contains("listener 1234 127.0.0.1\n", "allow_anonymous true\n");
    }

    @Test
    void addsUpSyncsWithAndWithoutErrors() {
        List<String> summary = List.of(
                "% time     seconds  usecs/call     calls    errors syscall",
                "------ ----------- ----------- --------- --------- ----------------",
                " 90.00    0.001000          10       203           fdatasync",
                " 10.00    0.000100          10         5         1 fsync",
                "------ ----------- ----------- --------- --------- ----------------",
                "100.00    0.001100          10       208         1 total");

        assertThat(SyncCounts.sum(summary)).isEqualTo(208);
    }
}
