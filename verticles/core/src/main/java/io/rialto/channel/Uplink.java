package io.rialto.channel;

import io.rialto.bus.Address;
import io.rialto.bus.Bus;
import io.rialto.cluster.Home;
import io.rialto.cluster.Placement;
import io.rialto.contract.channel.Publication;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.session.ConnectedSession;
import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes what the connections of one context publish to their channels' homes: one bus message per home and turn of the
 * loop, in order. Confined to that context.
 */
public final class Uplink {
    private final Context context;
    private final Bus bus;
    private final Placement placement;
    private Map<Home, List<Upload>> gathered = new HashMap<>();

    Uplink(Context context, Bus bus, Placement placement) {
        this.context = context;
        this.bus = bus;
        this.placement = placement;
    }

    /** Publishes for a session; {@code $…} topics are no channels. */
    public void publish(ConnectedSession from, Publication publication) {
        if (publication.topic().startsWith("$")) {
            refuse(publication);
            return;
        }
        if (gathered.isEmpty()) {
            context.runOnContext(turnEnds -> flush());
        }
        gathered.computeIfAbsent(placement.ofTopic(publication.topic()), home -> new ArrayList<>())
                .add(new Upload(from.info().account(), from.info().id().value(), publication, context));
    }

    private void flush() {
        Map<Home, List<Upload>> now = gathered;
        gathered = new HashMap<>();
        now.forEach((home, uploads) -> bus.tell(Address.CHANNELS, home, new Uploads(uploads)));
    }

    private static void refuse(Publication publication) {
        if (publication.receipt() != null) {
            publication
                    .receipt()
                    .done(
                            new GatewayException(ErrorCode.FORBIDDEN, "no right to publish to " + publication.topic()),
                            false);
        }
    }
}
