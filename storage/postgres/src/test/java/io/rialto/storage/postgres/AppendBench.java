package io.rialto.storage.postgres;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.MessageId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.storage.Await;
import io.rialto.storage.LogEntry;
import io.rialto.storage.Storage;
import io.rialto.storage.sql.Retention;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Prints messages per second, CPU microseconds of this process per 1:1 message (150 bytes, 1,000 accounts, 10,000 rooms
 * at random): two shards with one batch each in flight, as the core sends them, then 512 senders of single messages.
 * Arguments: directory, seconds per line, numbers of writers. Not run by the build.
 */
final class AppendBench {
    private static final int ACCOUNTS = 500;
    private static final int ROOMS = 10_000;
    private static final int PEERS = ROOMS / ACCOUNTS;
    private static final int WARM_UP_SECONDS = 3;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong mids = new AtomicLong(System.currentTimeMillis() << 22);
    private final AtomicLong acknowledged = new AtomicLong();
    private final byte[] payload = new byte[150];
    private volatile boolean running = true;

    private AppendBench() {}

    /** Runs it. */
    public static void main(String[] args) throws Exception {
        Path parent = Files.createDirectories(Path.of(args.length > 0 ? args[0] : "target/bench"));
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        String writers = args.length > 2 ? args[2] : "1,2,4";
        try (PostgresServer server = PostgresServer.startedIn(
                Files.createTempDirectory(parent, "bench-").resolve("data"))) {
            System.out.println("writers  batch  messages/s  us CPU/message  messages/commit");
            for (String count : writers.split(",", -1)) {
                for (int batch : new int[] {64, 256, 1}) {
                    new AppendBench().run(server, Integer.parseInt(count), batch, seconds);
                }
            }
        }
    }

    private void run(PostgresServer server, int writers, int batch, int seconds) throws Exception {
        PostgresOptions options = TestOptions.at(
                server.uri(server.createDatabase()), new Sizes(256, 8192, writers, 2, 1_000), Retention.DEFAULT);
        Storage storage = Await.result(PostgresStorage.open(vertx, options));
        int inFlight = batch == 1 ? 512 : 2;
        for (int shard = 0; shard < inFlight; shard++) {
            int number = shard;
            Random random = new Random(shard);
            Context context = vertx.getOrCreateContext();
            context.runOnContext(start -> next(storage, batch, batch == 1 ? -1 : number, random));
        }
        TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
        measure(storage, writers, batch, seconds);
        running = false;
        Await.result(storage.close());
        Await.result(vertx.close());
    }

    private void measure(Storage storage, int writers, int batch, int seconds) throws InterruptedException {
        long messages = acknowledged.get();
        long commits = storage.health().commits();
        long cpu = processCpu();
        long start = System.nanoTime();
        TimeUnit.SECONDS.sleep(seconds);
        double took = (System.nanoTime() - start) / 1e9;
        double done = acknowledged.get() - messages;
        System.out.printf(
                "%7d  %5d  %10.0f  %14.1f  %15.1f%n",
                writers,
                batch,
                done / took,
                (processCpu() - cpu) / done / 1e3,
                done / (storage.health().commits() - commits));
    }

    private void next(Storage storage, int batch, int shard, Random random) {
        if (running) {
            storage.log().append(entries(batch, shard, random)).onComplete(outcome -> {
                if (outcome.failed()) {
                    outcome.cause().printStackTrace();
                } else {
                    acknowledged.addAndGet(batch);
                    next(storage, batch, shard, random);
                }
            });
        }
    }

    private List<LogEntry> entries(int batch, int shard, Random random) {
        List<LogEntry> entries = new ArrayList<>(batch);
        for (int i = 0; i < batch; i++) {
            int room = shard < 0 ? random.nextInt(ROOMS) : random.nextInt(ROOMS / 2) * 2 + shard;
            AccountId from = account(room % ACCOUNTS);
            AccountId to = account(room / PEERS + ACCOUNTS);
            long mid = mids.incrementAndGet();
            Content content = Content.untyped(payload);
            entries.add(new LogEntry(
                    new MessageId(mid),
                    RoomId.direct(from, to),
                    from,
                    Long.toHexString(mid),
                    System.currentTimeMillis(),
                    content,
                    List.of(to)));
        }
        return entries;
    }

    private static AccountId account(int number) {
        return new AccountId("account-" + number);
    }

    private static long processCpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
