package io.rialto.testing;

import io.rialto.bus.LinkedNeighbours;
import io.rialto.bus.TalkLimits;
import io.rialto.cluster.Member;
import io.rialto.cluster.NodeId;
import io.rialto.cluster.RendezvousPlacement;
import io.rialto.cluster.TrafficClass;
import io.rialto.node.Words;
import io.rialto.stream.StreamLimits;
import io.rialto.testing.House.Grounds;
import io.rialto.testing.House.Street;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Several nodes on one store, in one JVM: all that core is, nothing of the network. */
public final class Town implements AutoCloseable {
    private static final int LOOPS = 2;
    private static final StreamLimits STREAMS = new StreamLimits(300_000, 65_536, 100, 4096, 100, 1000);

    private final Grounds grounds;
    private final Mesh mesh;
    private final Map<NodeId, House> houses = new LinkedHashMap<>();
    private int boots;

    private long audienceMillis = 60_000;

    private Town(Path directory) {
        grounds = Grounds.open(directory, 2 * LOOPS);
        mesh = new Mesh(grounds.vertx());
    }

    /** A town of these nodes. */
    public static Town of(Path directory, String... names) {
        Town town = new Town(directory);
        for (String name : names) {
            town.join(name);
        }
        return town;
    }

    /** Nodes that come from now on rely on the members of a group, as they have read them, for so long. */
    public void relyOnAudiencesFor(long millis) {
        audienceMillis = millis;
    }

    /** A node comes. */
    public House join(String name) {
        return join(name, Optional.empty());
    }

    /** A node comes, whose link to this one opens late, see {@link #meet}. */
    public House joinWithout(String name, String late) {
        return join(name, Optional.of(new NodeId(late)));
    }

    /** The link between these two opens. */
    public void meet(String one, String other) {
        mesh.meet(new NodeId(one), new NodeId(other));
    }

    private House join(String name, Optional<NodeId> late) {
        Member self = new Member(new NodeId(name), ++boots, LOOPS, "", 0, false);
        Mesh.Station station = mesh.station(self);
        LinkedNeighbours neighbours = new LinkedNeighbours(station, station, TalkLimits.DEFAULT);
        Street street = new Street(neighbours, new RendezvousPlacement(station), station::live, boots);
        House house = House.among(
                grounds,
                street,
                Plan.standard().loops(LOOPS).node(boots).streams(STREAMS).audienceMillis(audienceMillis));
        neighbours.speak(Words.of(neighbours, house.live()));
        station.listen(members -> house.homesMoved());
        houses.put(self.node(), house);
        mesh.join(station, late);
        return house;
    }

    public House house(String name) {
        return houses.get(new NodeId(name));
    }

    /** The nodes that are there. */
    public List<House> all() {
        return List.copyOf(houses.values());
    }

    /** A node dies. */
    public void kill(String name) {
        mesh.kill(new NodeId(name));
        houses.remove(new NodeId(name)).stop();
    }

    /** A node leaves in order: what it serves is served elsewhere, its sessions end, then it is gone. */
    public void leave(String name) {
        mesh.drain(new NodeId(name));
        houses.remove(new NodeId(name)).leave();
        mesh.kill(new NodeId(name));
    }

    /** A node is cut off from the others. */
    public void cutOff(String name) {
        mesh.cutOff(new NodeId(name));
    }

    public void heal(String name) {
        mesh.heal(new NodeId(name));
    }

    /** Nothing of a class is taken for a node, until it is opened again. */
    public void shut(String name, TrafficClass traffic) {
        mesh.shut(new NodeId(name), traffic);
    }

    public void open(String name, TrafficClass traffic) {
        mesh.open(new NodeId(name), traffic);
    }

    @Override
    public void close() {
        houses.values().forEach(House::stop);
        mesh.scatter(); // nobody passes anything on to anybody any more
        grounds.close();
    }
}
