package io.rialto.cluster.hazelcast;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.core.LifecycleEvent.LifecycleState;
import com.hazelcast.instance.impl.DefaultNodeContext;
import com.hazelcast.instance.impl.HazelcastInstanceFactory;
import com.hazelcast.instance.impl.Node;
import com.hazelcast.internal.cluster.Joiner;
import io.vertx.core.Completable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Vert.x's cluster manager over a Hazelcast whose parts find one another by a {@link HealingJoiner}, or by a
 * {@link HealingMulticastJoiner}. Vert.x's own makes a Hazelcast that cannot be told how to join, or takes one that runs
 * already; so it is given one that is made when Vert.x joins, and ended here when Vert.x has left. Called by Vert.x.
 */
final class HazelcastMembership extends HazelcastClusterManager {
    private static final Logger LOG = LoggerFactory.getLogger(HazelcastMembership.class);
    private static final String VERTX_NODE = "__vertx.nodeId"; // by which vertx-hazelcast tells members apart
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** Stands for the Hazelcast that is made later. */
    private static final class Later {
        private volatile HazelcastInstance made;
        private final HazelcastInstance stand = (HazelcastInstance) Proxy.newProxyInstance(
                HazelcastInstance.class.getClassLoader(), new Class<?>[] {HazelcastInstance.class}, this::call);

        private Object call(Object proxy, Method method, Object[] arguments) throws Throwable {
            if (made == null) {
                throw new IllegalStateException("Vert.x has not joined the cluster yet");
            }
            try {
                return method.invoke(made, arguments);
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        }
    }

    /** Gives a Hazelcast our joiner. */
    private static final class Joiners extends DefaultNodeContext {
        private HealingJoiner byList;
        private Node node;

        @Override
        public Joiner createJoiner(Node made) {
            node = made;
            JoinConfig join = node.getConfig().getNetworkConfig().getJoin();
            if (join.getMulticastConfig().isEnabled()) {
                return node.multicastService == null
                        ? super.createJoiner(node) // where there is no multicast Hazelcast says so, and stays alone
                        : new HealingMulticastJoiner(node);
            }
            byList = new HealingJoiner(node);
            return byList;
        }

        /** Tells the joiner who is there, and looks after promotions, from now on. */
        private void watch(HazelcastInstance made) {
            GivenUpPromotion.watch(node);
            if (byList != null) {
                made.getCluster().addMembershipListener(byList);
            }
        }
    }

    private final Config config;
    private final Later hazelcast;
    private final Set<String> listenedTo = ConcurrentHashMap.newKeySet();
    private Vertx vertx;

    /** A membership that begins when Vert.x joins. */
    HazelcastMembership(Config config) {
        this(config, new Later());
    }

    private HazelcastMembership(Config config, Later hazelcast) {
        super(hazelcast.stand);
        this.config = config;
        this.hazelcast = hazelcast;
    }

    @Override
    public Config getConfig() {
        return config;
    }

    @Override
    public void init(Vertx clustered) {
        super.init(clustered);
        this.vertx = clustered;
    }

    @Override
    public void join(Completable<Void> done) {
        vertx.executeBlocking(this::start).compose(started -> told(super::join)).onComplete(done);
    }

    @Override
    public void leave(Completable<Void> done) {
        told(super::leave)
                .recover(failure -> isRunning()
                        ? Future.failedFuture(failure)
                        : Future.succeededFuture()) // there is nothing to leave any more
                .compose(left -> vertx.executeBlocking(this::end))
                .onComplete(done);
    }

    @Override
    public void addRegistration(String address, RegistrationInfo registration, Completable<Void> done) {
        if (registration.localOnly()) {
            super.addRegistration(address, registration, done);
        } else {
            told(added -> super.addRegistration(address, registration, added))
                    .onSuccess(added -> listenedTo.add(address))
                    .onComplete(done);
        }
    }

    @Override
    public void removeRegistration(String address, RegistrationInfo registration, Completable<Void> done) {
        if (!registration.localOnly()) {
            listenedTo.remove(address);
        }
        super.removeRegistration(address, registration, done);
    }

    /** The addresses of the bus at which this node has told the cluster that it listens. */
    Set<String> listenedTo() {
        return listenedTo;
    }

    /** Tells the cluster once more where this node's bus is and what it listens to, as after a merge of parts. */
    Future<Void> sayAgain() {
        return vertx.executeBlocking(
                () -> {
                    stateChanged(new LifecycleEvent(LifecycleState.MERGED));
                    return null;
                },
                false);
    }

    private Void start() {
        if (hazelcast.made == null) {
            config.getMemberAttributeConfig()
                    .setAttribute(VERTX_NODE, UUID.randomUUID().toString());
            Joiners joiners = new Joiners();
            hazelcast.made = HazelcastInstanceFactory.newHazelcastInstance(config, config.getInstanceName(), joiners);
            joiners.watch(hazelcast.made);
        }
        return null;
    }

    private boolean isRunning() {
        return hazelcast.made != null && hazelcast.made.getLifecycleService().isRunning();
    }

    private Void end() {
        while (isRunning()) {
            try {
                hazelcast.made.getLifecycleService().shutdown();
            } catch (RejectedExecutionException busy) {
                LOG.debug("Hazelcast is busy; its end is asked for again", busy);
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
        SubscriptionThread.end(this);
        return null;
    }

    private static Future<Void> told(Consumer<Completable<Void>> call) {
        Promise<Void> promise = Promise.promise();
        call.accept(promise);
        return promise.future();
    }
}
