package io.rialto.bench;

import io.rialto.bench.client.Load;
import io.rialto.bench.scenario.Door;
import io.rialto.bench.scenario.Kind;
import io.rialto.bench.scenario.Scenario;
import io.rialto.bench.scenario.Traffic;
import io.rialto.bench.server.Gateway;
import io.rialto.bench.server.Launch;
import io.rialto.bench.server.SyncCounts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks that every answered message was put on the disk first: one by one, each must cost at least one sync. */
@Command(
        name = "durability",
        mixinStandardHelpOptions = true,
        description = "Sends kept messages one by one and counts the gateway's syncs with strace.")
final class DurabilityCommand implements Callable<Integer> {
    @Option(names = "--jar", description = "Another jar of the gateway; without it ./rialto starts this repository's.")
    private Path jar;

    @Option(names = "--messages", defaultValue = "200", description = "How many (default: ${DEFAULT-VALUE}).")
    private int messages;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        new Launch(Optional.ofNullable(jar), List.of()).build();
        long others = syncs(0);
        long syncs = syncs(messages) - others;
        PrintWriter out = spec.commandLine().getOut();
        out.println(messages + " messages answered one by one, " + syncs + " syncs (and " + others + " without them)");
        out.flush();
        return syncs >= messages ? 0 : 1;
    }

    /** Starting, making accounts and stopping sync as well: that is counted apart. */
    private long syncs(int count) throws IOException {
        Path counts = Files.createTempFile("rialto-bench-", ".syncs");
        try {
            send(counts, count);
            return SyncCounts.read(counts);
        } finally {
            Files.deleteIfExists(counts);
        }
    }

    private void send(Path counts, int count) {
        Scenario one = new Scenario(
                "durability",
                "one sender, one account",
                Kind.DIRECT,
                new Traffic(Door.WEBSOCKET, 0, 4, 1, 1, 64, 1, 0, List.of(50)),
                Map.of(),
                false,
                Scenario.Storage.SQLITE,
                Map.of());
        Launch launch = new Launch(Optional.ofNullable(jar), List.of());
        try (Gateway gateway = Gateway.startCounted(launch, counts, Map.of());
                Load load = Load.onAccounts(one, gateway, gateway.newResidents(2), "durability")) {
            load.oneByOne(count);
        }
    }
}
