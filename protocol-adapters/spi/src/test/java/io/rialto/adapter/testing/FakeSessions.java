package io.rialto.adapter.testing;

import io.rialto.contract.channel.LocalFanout;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.SessionId;
import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.Outbound;
import io.rialto.contract.session.Session;
import io.rialto.contract.session.SessionInfo;
import io.rialto.contract.session.Sessions;
import io.rialto.contract.session.SignIn;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Core as doors see it, for their tests: lets everybody in whose password is {@link #PASSWORD} or whose token is the
 * account's id, remembers everything. Safe on any thread.
 */
public final class FakeSessions implements Sessions {
    /** The password of every account. */
    public static final String PASSWORD = "secret";

    private final FakeChannels channels;
    private final List<SignIn> signIns = new CopyOnWriteArrayList<>();
    private final List<FakeSession> opened = new CopyOnWriteArrayList<>();
    private final Queue<Runnable> held = new ConcurrentLinkedQueue<>();
    private final AtomicLong numbers = new AtomicLong();
    private volatile boolean holding;
    private volatile GatewayException refusal;
    private volatile Consumer<FakeSession> preparation = session -> {};

    /** Sessions whose publications go to the subscribers of this fan-out. */
    public FakeSessions(LocalFanout fanout) {
        this.channels = new FakeChannels(fanout);
    }

    @Override
    public Future<Session> open(SignIn signIn, Outbound outbound) {
        Context context = Vertx.currentContext();
        if (context == null) {
            throw new IllegalStateException("sessions are opened on the connection's context");
        }
        signIns.add(signIn);
        Promise<Session> promise = Promise.promise();
        Runnable answer = () -> context.runOnContext(now -> answer(signIn, outbound, promise));
        if (holding) {
            held.add(answer);
        } else {
            answer.run();
        }
        return promise.future();
    }

    /** From now on sign-ins wait until {@link #release}. */
    public void hold() {
        holding = true;
    }

    /** Answers the sign-ins that wait; later ones are answered at once. */
    public void release() {
        holding = false;
        for (Runnable answer = held.poll(); answer != null; answer = held.poll()) {
            answer.run();
        }
    }

    /** From now on every sign-in is refused with this code. */
    public void refuse(ErrorCode code) {
        refusal = new GatewayException(code, "refused by the test");
    }

    /** From now on every session goes through this before its door gets it. */
    public void prepare(Consumer<FakeSession> how) {
        preparation = how;
    }

    /** All sign-ins, in order. */
    public List<SignIn> signIns() {
        return signIns;
    }

    /** All sessions that were opened, in order; closed ones stay. */
    public List<FakeSession> opened() {
        return opened;
    }

    /** The newest session of this device. */
    public FakeSession ofDevice(String device) {
        FakeSession found = null;
        for (FakeSession session : opened) {
            if (session.info().device() != null
                    && session.info().device().value().equals(device)) {
                found = session;
            }
        }
        if (found == null) {
            throw new AssertionError("no session of device " + device);
        }
        return found;
    }

    /** The home of all channels. */
    public FakeChannels channels() {
        return channels;
    }

    private void answer(SignIn signIn, Outbound outbound, Promise<Session> promise) {
        if (refusal != null) {
            promise.fail(refusal);
            return;
        }
        AccountId account = accountOf(signIn);
        if (account == null) {
            promise.fail(new GatewayException(ErrorCode.UNAUTHENTICATED, "wrong credentials"));
            return;
        }
        SessionInfo info = new SessionInfo(
                new SessionId(numbers.incrementAndGet()),
                account,
                signIn.device(),
                signIn.platform(),
                signIn.protocol(),
                System.currentTimeMillis());
        boolean guest = signIn.credentials() instanceof Credentials.Anonymous;
        FakeSession session = new FakeSession(info, guest, outbound, channels);
        preparation.accept(session);
        opened.add(session);
        promise.complete(session);
    }

    private AccountId accountOf(SignIn signIn) {
        if (signIn.credentials() instanceof Credentials.Password given) {
            return given.password().equals(PASSWORD) ? new AccountId(given.login()) : null;
        }
        if (signIn.credentials() instanceof Credentials.Token given) {
            return new AccountId(given.token());
        }
        return signIn.guests() ? new AccountId("guest-" + (numbers.get() + 1)) : null;
    }
}
