package io.rialto.bench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
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
        assertThat(Contestant.mosquitto(1234)).contains("listener 1234 127.0.0.1\n", "allow_anonymous true\n");
        assertThat(Contestant.nats(1234)).contains("listen: 127.0.0.1:1234\n");
    }

    @Test
    void addsUpAMetricOverItsLabels() {
        String text = """
            # TYPE rialto_queue_bytes gauge
            rialto_queue_bytes{door="mqtt"} 20
            rialto_queue_bytes{door="http"} 1.5E3
            rialto_queue_bytes_more 7
            rialto_sessions 3.0
            """;

        assertThat(ManagementPort.sum(text, "rialto_queue_bytes")).isEqualTo(1520);
        assertThat(ManagementPort.sum(text, "rialto_sessions")).isEqualTo(3);
        assertThat(ManagementPort.sum(text, "rialto_none")).isZero();
        String areas = """
            used{area="heap",id="a"} 1
            used{area="heap",id="b"} 2
            used{area="nonheap",id="c"} 4
            used_max 8
            """;
        assertThat(ManagementPort.sum(areas, "used{area=\"heap\"")).isEqualTo(3);
    }

    @Test
    void readsHeapAndDirectMemoryOfAnyCollector() {
        List<String> serial = List.of(
                " def new generation   total 78656K, used 1398K [0x1, 0x2, 0x3)",
                "  eden space 69952K,   2% used [0x1, 0x2, 0x3)",
                " tenured generation   total 174784K, used 20000K [0x1, 0x2, 0x3)",
                " Metaspace       used 3000K, committed 3100K");
        List<String> g1 = List.of(" garbage-first heap   total 260096K, used 23552K [0x1, 0x2)");
        List<String> tracked = List.of("-                 Other (reserved=4100KB, committed=4096KB)");

        assertThat(JavaMemory.parse(serial, tracked)).isEqualTo(new JavaMemory(21_398, 4096));
        assertThat(JavaMemory.parse(g1, List.of())).isEqualTo(new JavaMemory(23_552, 0));
    }

    @Test
    void knowsTheTransportByWhatTheProcessHasOpenAndLoaded() {
        List<String> loaded = List.of("7f00 r-xp /tmp/libnetty_transport_native_epoll_x86_641.so (deleted)");

        assertThat(ProcessMeter.transport(List.of("anon_inode:[io_uring]"), loaded))
                .isEqualTo("io_uring");
        assertThat(ProcessMeter.transport(List.of("anon_inode:[eventpoll]"), loaded))
                .isEqualTo("epoll");
        assertThat(ProcessMeter.transport(List.of("anon_inode:[eventpoll]"), List.of()))
                .isEqualTo("nio");
    }

    @Test
    void readsTheSlabOfTheKernel() {
        assertThat(KernelMemory.slabKib(List.of("MemFree:  1 kB", "Slab:           12345 kB", "SReclaimable: 7 kB")))
                .isEqualTo(12_345);
    }

    @Test
    void passesOptionsToTheStartScriptByItsVariable() {
        Launch changed = Launch.asUsersDo().with(List.of("-Xmx64m"));

        assertThat(Launch.asUsersDo().environment()).doesNotContainKey("RIALTO_JAVA_OPTS");
        assertThat(changed.environment())
                .containsEntry(
                        "RIALTO_JAVA_OPTS",
                        "-XX:+UseSerialGC -Xms256m -XX:NewRatio=7 -XX:MetaspaceSize=64m"
                                + " -XX:+IgnoreUnrecognizedVMOptions -XX:TrimNativeHeapInterval=2000 -Xmx64m");
        assertThat(changed.command()).hasSize(1).first().asString().endsWith("rialto");
    }

    @Test
    void measuresWithTheOptionsThatTheStartScriptGivesAndTheReadmeNames() throws IOException {
        String more = Launch.asUsersDo().with(List.of("-Xmx64m")).environment().get("RIALTO_JAVA_OPTS");
        String options = more.replace(" -Xmx64m", "");

        assertThat(Files.readString(Path.of("../rialto"))).contains("${RIALTO_JAVA_OPTS:-" + options + "}");
        assertThat(Files.readString(Path.of("../README.md")).replaceAll("\\s+", " "))
                .contains("`" + options + "`");
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
