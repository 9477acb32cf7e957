package io.rialto.adapter.websocket;

import io.rialto.adapter.json.Fields;
import io.rialto.adapter.websocket.Operations.Operation;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** What the ops mean that are about stream rooms; some share their name with those about groups. */
final class StreamOperations {
    private StreamOperations() {}

    /** Adds them to a table that has the ops about groups. */
    static void addTo(Map<String, Operation> table) {
        table.put(
                "room.grant", (conversation, request) -> conversation.streams().grant(request, true));
        table.put(
                "room.revoke", (conversation, request) -> conversation.streams().grant(request, false));
        table.put("lane.join", operation(StreamRooms::joinLane));
        table.put("lane.leave", operation(StreamRooms::leaveLane));
        table.put("lane.sub", operation(StreamRooms::subscribe));
        table.put("lane.unsub", operation(StreamRooms::unsubscribe));
        either(table, "room.create", StreamRequests::createStream, StreamRooms::create);
        either(table, "room.delete", StreamRequests::nameStream, StreamRooms::remove);
        either(table, "room.join", StreamRequests::nameStream, StreamRooms::join);
        either(table, "room.leave", StreamRequests::nameStream, StreamRooms::leave);
    }

    private static void either(
            Map<String, Operation> table,
            String op,
            Predicate<Fields> isStream,
            BiConsumer<StreamRooms, Request> onStream) {
        Operation stream = operation(onStream);
        Operation other = table.get(op);
        table.put(op, (conversation, request) -> (isStream.test(request.args()) ? stream : other)
                .run(conversation, request));
    }

    private static Operation operation(BiConsumer<StreamRooms, Request> onStream) {
        return (conversation, request) -> onStream.accept(conversation.streams(), request);
    }
}
