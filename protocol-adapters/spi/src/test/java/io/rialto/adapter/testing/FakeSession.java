package io.rialto.adapter.testing;

import io.rialto.contract.channel.Publication;
import io.rialto.contract.command.Command;
import io.rialto.contract.command.MessageCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.ShareName;
import io.rialto.contract.session.DurableSession;
import io.rialto.contract.session.Outbound;
import io.rialto.contract.session.Push;
import io.rialto.contract.session.Session;
import io.rialto.contract.session.SessionInfo;
import io.rialto.contract.stream.StreamPlace;
import io.rialto.contract.stream.StreamPublication;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A session that remembers what its door asked for, answers as it is told or with plausible defaults, and pushes what
 * the test wants. Made on its connection's context; tests may call it from any thread.
 */
public final class FakeSession implements Session {
    private final SessionInfo info;
    private final boolean guest;
    private final Outbound outbound;
    private final Context context = Vertx.currentContext();
    private final FakeChannels channels;
    private final FakeCommands defaults;
    private final List<Command<?>> commands = new CopyOnWriteArrayList<>();
    private final List<Publication> publications = new CopyOnWriteArrayList<>();
    private final List<StreamPublication> streamPublications = new CopyOnWriteArrayList<>();
    private final Map<Class<?>, Function<Object, Future<?>>> scripts = new ConcurrentHashMap<>();
    private final Queue<Runnable> heldReceipts = new ConcurrentLinkedQueue<>();
    private final Map<ShareName, FakeShare> shares = new ConcurrentHashMap<>();
    private final AtomicInteger closes = new AtomicInteger();
    private final Queue<Runnable> heldSpreads = new ConcurrentLinkedQueue<>();
    private volatile boolean holdingReceipts;
    private volatile boolean holdingSpreads;
    private volatile Throwable publishFailure;
    private volatile boolean repetitions;
    private volatile DurableSession durable;

    FakeSession(SessionInfo info, boolean guest, Outbound outbound, FakeChannels channels) {
        this.info = info;
        this.guest = guest;
        this.outbound = outbound;
        this.channels = channels;
        this.defaults = new FakeCommands(this, channels);
    }

    @Override
    public SessionInfo info() {
        return info;
    }

    @Override
    public boolean guest() {
        return guest;
    }

    @Override
    @SuppressWarnings("unchecked") // a script for a command's class is registered with that command's answer type
    public <R> Future<R> submit(Command<R> command) {
        requireContext();
        commands.add(command);
        if (command instanceof MessageCommand.Within<R> within) {
            return submit(within.said());
        }
        Function<Object, Future<?>> script = scripts.get(command.getClass());
        Future<R> answer = script == null ? command.accept(defaults) : (Future<R>) script.apply(command);
        Promise<R> promise = Promise.promise();
        answer.onComplete(done -> context.runOnContext(now -> promise.handle(done)));
        return promise.future();
    }

    @Override
    public void publish(Publication publication) {
        requireContext();
        publications.add(publication);
        Throwable failure = publishFailure;
        boolean matched = failure == null && channels.publish(info, publication);
        if (publication.receipt() != null) {
            Runnable tell =
                    () -> context.runOnContext(now -> publication.receipt().done(failure, matched));
            if (holdingReceipts) {
                heldReceipts.add(tell);
            } else {
                tell.run();
            }
        }
    }

    @Override
    public void publish(StreamPublication publication) {
        requireContext();
        streamPublications.add(publication);
        Throwable failure = publishFailure;
        StreamPlace place = failure == null && !repetitions ? new StreamPlace(1, streamPublications.size()) : null;
        StreamPublication.Receipt receipt = publication.receipt();
        if (receipt != null && (place == null || receipt.wantsPlace())) {
            Runnable tell = () -> context.runOnContext(now -> receipt.done(failure, place));
            if (holdingReceipts) {
                heldReceipts.add(tell);
            } else {
                tell.run();
            }
        }
        if (receipt != null && place != null && publication.piece() != null) {
            spread(receipt);
        }
    }

    private void spread(StreamPublication.Receipt receipt) {
        Runnable tell = () -> context.runOnContext(now -> receipt.spread());
        if (holdingSpreads) {
            heldSpreads.add(tell);
        } else {
            tell.run();
        }
    }

    @Override
    public void close() {
        requireContext();
        closes.incrementAndGet();
        channels.leave(this);
    }

    @Override
    public Optional<DurableSession> durable() {
        return Optional.ofNullable(durable);
    }

    /** This of it outlives its connection; said before the door has it. */
    public void outlivedBy(DurableSession kept) {
        durable = kept;
    }

    /** From now on commands of this class are answered by the script. */
    public <R, C extends Command<R>> void answer(Class<C> type, Function<C, Future<R>> script) {
        scripts.put(type, command -> script.apply(type.cast(command)));
    }

    /** From now on commands of this class fail with this code. */
    public void refuse(Class<? extends Command<?>> type, ErrorCode code) {
        scripts.put(type, command -> Future.failedFuture(new GatewayException(code, "refused by the test")));
    }

    /** From now on commands of this class are answered as at first. */
    public void accept(Class<? extends Command<?>> type) {
        scripts.remove(type);
    }

    /** From now on publications fail with this code and reach nobody. */
    public void refusePublications(ErrorCode code) {
        publishFailure = new GatewayException(code, "refused by the test");
    }

    /** From now on frames for stream rooms are repetitions, which have no place. */
    public void takeFramesAsRepetitions() {
        repetitions = true;
    }

    /** From now on publications are taken again. */
    public void acceptPublications() {
        publishFailure = null;
    }

    /** From now on receipts wait until {@link #releaseReceipts}. */
    public void holdReceipts() {
        holdingReceipts = true;
    }

    /** Tells the receipts that wait; later ones are told at once. */
    public void releaseReceipts() {
        holdingReceipts = false;
        for (Runnable tell = heldReceipts.poll(); tell != null; tell = heldReceipts.poll()) {
            tell.run();
        }
    }

    /** From now on pieces are not spread until {@link #releaseSpreads}. */
    public void holdSpreads() {
        holdingSpreads = true;
    }

    /** Tells so many of the pieces that wait that they are spread, the oldest first. */
    public void releaseSpreads(int count) {
        for (int i = 0; i < count; i++) {
            heldSpreads.remove().run();
        }
    }

    /** Pushes to the connection, on its context. */
    public void push(Push push) {
        context.runOnContext(now -> outbound.push(push));
    }

    /** Tells the connection whether core takes more, on its context. */
    public void congest(boolean yes) {
        context.runOnContext(now -> outbound.congested(yes));
    }

    /** All commands, in order. */
    public List<Command<?>> commands() {
        return commands;
    }

    /** All commands of one class, in order. */
    public <C extends Command<?>> List<C> commands(Class<C> type) {
        return commands.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** All publications, in order. */
    public List<Publication> publications() {
        return publications;
    }

    /** All frames published to stream rooms, in order. */
    public List<StreamPublication> streamPublications() {
        return streamPublications;
    }

    /** How often the door closed this session; more than once is its mistake. */
    public int closes() {
        return closes.get();
    }

    /** The share group that it joined last under this name. */
    public FakeShare share(String name) {
        return shares.get(ShareName.of(name));
    }

    void joined(FakeShare share) {
        shares.put(share.join().name(), share);
    }

    Context context() {
        return context;
    }

    private void requireContext() {
        if (Vertx.currentContext() != context) {
            throw new IllegalStateException("a session is used on its connection's context only");
        }
    }
}
