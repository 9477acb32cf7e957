package io.rialto.adapter.thrift;

import java.util.List;

/**
 * How one request of TIMBUSINESS or TIMNODES is answered (tim-protocol.md §4.10, §4.11).
 *
 * @param command as which it is answered
 * @param sub the number of what was asked for within it; null where it had none
 * @param node whom or which room it is about; null where it is about none, or could be none
 * @param node2 the second one, likewise
 */
record Reply(Line line, TimCommand command, Integer sub, String node, String node2) {
    /** It is done. */
    void ok() {
        line.send(TimCommand.ACK, about(TimAck.ok(command.number())));
    }

    /** It is done, and this node is what came of it. */
    void ok(String made) {
        new Reply(line, command, sub, made, null).ok();
    }

    /** It is not done. */
    void refuse(TimCode code) {
        line.send(TimCommand.ACK, about(TimAck.refusal(command.number(), code)));
    }

    /**
     * The nodes that were asked for, in as many frames as atim needs; none where there are none: clients do not wait for
     * them, and some fail on an empty list (tim-protocol.md §7.27).
     */
    void nodes(NodesType type, List<String> nodes, String room) {
        for (int from = 0; from < nodes.size(); from += NodesType.AT_A_TIME) {
            List<String> some = nodes.subList(from, Math.min(nodes.size(), from + NodesType.AT_A_TIME));
            line.send(
                    TimCommand.NODES,
                    new Struct(TimNodes.SHAPE)
                            .with(TimNodes.NTYPE, type.number())
                            .with(TimNodes.NODE_LIST, List.copyOf(some))
                            .with(TimNodes.NODE, room));
        }
    }

    private Struct about(Struct ack) {
        return ack.with(TimAck.T, sub == null ? null : sub.longValue())
                .with(TimAck.N, node)
                .with(TimAck.N2, node2);
    }
}
