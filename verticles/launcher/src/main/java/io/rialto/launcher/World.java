package io.rialto.launcher;

import io.micrometer.core.instrument.MeterRegistry;
import io.rialto.bus.Neighbours;
import io.rialto.cluster.Placement;
import io.rialto.config.RialtoConfig;
import io.rialto.contract.channel.LocalFanout;
import io.rialto.storage.Storage;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

/**
 * What is there before core: the world it runs in.
 *
 * @param boot the number of this start of the node, unique in the cluster
 */
record World(
        Vertx vertx,
        RialtoConfig config,
        Storage storage,
        LocalFanout fanout,
        Surroundings surroundings,
        long boot,
        MeterRegistry meters) {
    Placement placement() {
        return surroundings.placement();
    }

    Neighbours neighbours() {
        return surroundings.neighbours();
    }

    CoreLimits limits() {
        return new CoreLimits(config);
    }

    /** The starts of all nodes there are, as this one sees them. */
    List<Long> boots() {
        List<Long> boots = new ArrayList<>();
        boots.add(boot);
        surroundings.members().forEach(member -> boots.add(member.boot()));
        return boots;
    }
}
