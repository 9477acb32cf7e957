package io.rialto.cluster.link;

import io.rialto.cluster.LinkFigures;
import io.rialto.cluster.TrafficClass;

/** Reads the figures of one class. */
final class Figures {
    private Figures() {}

    static LinkFigures.OfClass of(TrafficClass traffic, Lane lane, Intake intake) {
        return new LinkFigures.OfClass(
                traffic, lane.bytesInFlight(), lane.window(), lane.sent(), lane.full(), intake.received());
    }
}
