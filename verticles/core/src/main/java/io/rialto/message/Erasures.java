package io.rialto.message;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.id.RoomKind;
import io.rialto.contract.message.Erasure;
import io.rialto.contract.message.StoredMessage;
import io.rialto.storage.Storage;
import io.vertx.core.Future;

/** Which message may be taken back by whom (rooms.md §3.10 R1, R6). Stateless. */
final class Erasures {
    private final Storage storage;
    private final long windowMillis;

    /** @param windowMillis how long a sender may recall; 0: without limit */
    Erasures(Storage storage, long windowMillis) {
        this.storage = storage;
        this.windowMillis = windowMillis;
    }

    /**
     * What a member of the room asks for. {@code not_found} where there is no such message, {@code forbidden} where it is
     * not the caller's business, {@code window_passed} where it is too late; one that is gone already may be asked for
     * again.
     */
    Future<Erasure> recall(AccountId caller, RoomId room, long cseq) {
        return target(room, cseq)
                .compose(target -> target.from().equals(caller)
                        ? recallOwn(caller, target)
                        : requireLeader(caller, target).map(leads -> target))
                .map(target -> new Erasure(Erasure.Kind.RECALL, cseq, target.mid()));
    }

    /** As {@link #recall}, for the receiver of a direct message. */
    Future<Erasure> burn(AccountId caller, RoomId room, long cseq) {
        return target(room, cseq)
                .compose(target ->
                        room.kind() == RoomKind.DIRECT && !target.from().equals(caller)
                                ? Future.succeededFuture(new Erasure(Erasure.Kind.BURN, cseq, target.mid()))
                                : refuse(ErrorCode.FORBIDDEN, "only the receiver of a direct message burns it"));
    }

    private Future<StoredMessage> target(RoomId room, long cseq) {
        return storage.log().readAfter(room, Math.max(0, cseq - 1), 1, 1).compose(page -> page.messages().stream()
                .filter(message -> message.cseq() == cseq)
                .findFirst()
                .map(Erasures::message)
                .orElseGet(() -> refuse(ErrorCode.NOT_FOUND, "there is no message " + cseq + " in " + room)));
    }

    private static Future<StoredMessage> message(StoredMessage found) {
        return Erasure.in(found.content()).isEmpty() && found.room().kind() != RoomKind.SYSTEM
                ? Future.succeededFuture(found)
                : refuse(ErrorCode.FORBIDDEN, "what the gateway says itself stays");
    }

    private Future<StoredMessage> recallOwn(AccountId caller, StoredMessage target) {
        boolean late = windowMillis > 0 && System.currentTimeMillis() - target.ts() > windowMillis;
        return late && !Erasure.isLeft(target.content())
                ? leads(caller, target.room())
                        .compose(leads -> leads
                                ? Future.succeededFuture(target)
                                : refuse(
                                        ErrorCode.WINDOW_PASSED,
                                        "a message can be recalled for " + windowMillis / 1000 + " seconds"))
                : Future.succeededFuture(target);
    }

    private Future<Boolean> requireLeader(AccountId caller, StoredMessage target) {
        return leads(caller, target.room())
                .compose(leads -> leads
                        ? Future.succeededFuture(true)
                        : refuse(ErrorCode.FORBIDDEN, "message " + target.cseq() + " is not yours"));
    }

    private Future<Boolean> leads(AccountId caller, RoomId room) {
        return room.kind() == RoomKind.GROUP
                ? storage.rooms().state(room).map(state -> state.leads(caller))
                : Future.succeededFuture(false);
    }

    private static <R> Future<R> refuse(ErrorCode code, String why) {
        return Future.failedFuture(new GatewayException(code, why));
    }
}
