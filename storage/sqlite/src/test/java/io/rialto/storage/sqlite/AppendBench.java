package io.rialto.storage.sqlite;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.MessageId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.storage.Await;
import io.rialto.storage.LogEntry;
import io.rialto.storage.Storage;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Prints messages per second, CPU microseconds per 1:1 message (150 bytes, 1,000 accounts, 10,000 rooms at random), how long a
 * batch waits for its answer: two shards with one batch each in flight, as the core sends them. Arguments: directory,
 * seconds per line; members, for messages to one group of so many, then recipients from which on rows go on sheets. Not run
 * by the build.
 */
final class AppendBench {
    private static final int ACCOUNTS = 500;
    private static final int ROOMS = 10_000;
    private static final int PEERS = ROOMS / ACCOUNTS;
    private static final int WARM_UP_SECONDS = 2;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong mids = new AtomicLong(System.currentTimeMillis() << 22);
    private final AtomicLong acknowledged = new AtomicLong();
    private final Queue<Long> waits = new ConcurrentLinkedQueue<>();
    private final byte[] payload = new byte[150];
    private final int members;
    private final SheetOptions sheets;
    private volatile boolean running = true;

    private AppendBench(int members, SheetOptions sheets) {
        this.members = members;
        this.sheets = sheets;
    }

    /** Runs it. */
    public static void main(String[] args) throws Exception {
        Path parent = Path.of(args.length > 0 ? args[0] : "target/bench");
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        int members = args.length > 2 ? Integer.parseInt(args[2]) : 0;
        SheetOptions usual = SheetOptions.DEFAULT;
        SheetOptions sheets =
                args.length > 3 ? new SheetOptions(Integer.parseInt(args[3]), usual.max(), usual.delay()) : usual;
        System.out.println("batch  messages/s  us CPU/message  of it writer  messages/commit  ms p50/p99/max");
        for (int batch : members > 0 ? new int[] {1, 2} : new int[] {64, 256, 1}) {
            new AppendBench(members, sheets).run(Files.createDirectories(parent), batch, seconds);
        }
    }

    private void run(Path parent, int batch, int seconds) throws Exception {
        Path directory = Files.createTempDirectory(parent, "batch-" + batch + "-");
        SqliteOptions options = new SqliteOptions(directory.resolve("rialto.db"), 256, 8192, 2).with(sheets);
        Storage storage = Await.result(SqliteStorage.open(vertx, options));
        int inFlight = batch == 1 && members == 0 ? 512 : 2;
        for (int shard = 0; shard < inFlight; shard++) {
            Random random = new Random(shard);
            Context context = vertx.getOrCreateContext();
            context.runOnContext(start -> next(storage, batch, random));
        }
        TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
        measure(storage, batch, seconds);
        running = false;
        Await.result(storage.close());
        Await.result(vertx.close());
    }

    private void measure(Storage storage, int batch, int seconds) throws InterruptedException {
        waits.clear();
        long messages = acknowledged.get();
        long commits = storage.health().commits();
        long cpu = processCpu();
        long writer = writerCpu();
        long start = System.nanoTime();
        TimeUnit.SECONDS.sleep(seconds);
        double took = (System.nanoTime() - start) / 1e9;
        double done = acknowledged.get() - messages;
        long[] sorted = waits.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                "%5d  %10.0f  %14.1f  %12.1f  %15.1f  %.1f/%.1f/%.1f%n",
                batch,
                done / took,
                (processCpu() - cpu) / done / 1e3,
                (writerCpu() - writer) / done / 1e3,
                done / (storage.health().commits() - commits),
                sorted[sorted.length / 2] / 1e6,
                sorted[sorted.length * 99 / 100] / 1e6,
                sorted[sorted.length - 1] / 1e6);
    }

    private void next(Storage storage, int batch, Random random) {
        if (running) {
            long start = System.nanoTime();
            storage.log().append(entries(batch, random)).onComplete(outcome -> {
                if (outcome.failed()) {
                    outcome.cause().printStackTrace();
                } else {
                    waits.add(System.nanoTime() - start);
                    acknowledged.addAndGet(batch);
                    next(storage, batch, random);
                }
            });
        }
    }

    private List<LogEntry> entries(int batch, Random random) {
        return members > 0 ? toGroup(batch, random) : direct(batch, random);
    }

    private List<LogEntry> toGroup(int batch, Random random) {
        List<LogEntry> entries = new ArrayList<>(batch);
        for (int i = 0; i < batch; i++) {
            int from = random.nextInt(members);
            long mid = mids.incrementAndGet();
            List<AccountId> others = IntStream.range(0, members)
                    .filter(member -> member != from)
                    .mapToObj(AppendBench::account)
                    .toList();
            entries.add(new LogEntry(
                    new MessageId(mid),
                    RoomId.group("all"),
                    account(from),
                    Long.toHexString(mid),
                    System.currentTimeMillis(),
                    Content.untyped(payload),
                    others));
        }
        return entries;
    }

    private List<LogEntry> direct(int batch, Random random) {
        List<LogEntry> entries = new ArrayList<>(batch);
        for (int i = 0; i < batch; i++) {
            int room = random.nextInt(ROOMS);
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

    private static long writerCpu() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("rialto-sqlite-writer")) {
                return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId());
            }
        }
        return 0;
    }
}
