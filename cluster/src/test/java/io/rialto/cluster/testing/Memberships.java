package io.rialto.cluster.testing;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceImpl;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;

/** Ends memberships of this process as Hazelcast itself does. */
public final class Memberships {
    private Memberships() {}

    /** As when a join is refused, or memory has run out: the member that listens at a port ends, nobody is told. */
    public static void endInSilence(int port) {
        HazelcastInstance instance = at(port);
        HazelcastInstance original = instance instanceof HazelcastInstanceProxy proxy ? proxy.getOriginal() : instance;
        ((HazelcastInstanceImpl) original).node.shutdown(true);
    }

    /** As when a join has failed: listeners are told. */
    public static void end(int port) {
        at(port).getLifecycleService().terminate();
    }

    private static HazelcastInstance at(int port) {
        return Hazelcast.getAllHazelcastInstances().stream()
                .filter(instance -> instance.getConfig().getNetworkConfig().getPort() == port)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no member listens at port " + port));
    }
}
