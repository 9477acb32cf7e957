package io.rialto.contact;

import io.rialto.bus.Bus;
import io.rialto.cluster.Placement;
import io.rialto.contract.command.ContactCommand.AddContact;
import io.rialto.contract.command.ContactInfo;
import io.rialto.contract.command.Done;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Notice;
import io.rialto.contract.message.Notice.Kind;
import io.rialto.message.AudienceNews;
import io.rialto.message.Notices;
import io.rialto.storage.ContactStore;
import io.rialto.storage.ContactStore.Change;
import io.rialto.storage.Relation;
import io.rialto.storage.Relation.Half;
import io.rialto.storage.Storage;
import io.vertx.core.Future;
import java.util.function.Function;

/**
 * What accounts may make of each other. A change is answered when it is durable, when the pair's message shard uses what
 * was before no more, and when whom it concerns has been told. Where that fails on the way, asking again finishes it: what
 * is told has a key of the change. Stateless.
 */
public final class Contacts {
    private final Storage storage;
    private final AudienceNews audiences;
    private final Notices notices;
    private final ContactLimits limits;

    /** Contacts in this store. */
    public Contacts(Storage storage, Bus bus, Placement placement, ContactLimits limits) {
        this.storage = storage;
        this.audiences = new AudienceNews(bus, placement);
        this.notices = new Notices(bus, placement);
        this.limits = limits;
    }

    Future<ContactInfo> add(AccountId caller, AddContact command) {
        AccountId other = command.account();
        if (command.text() != null && command.text().length() > limits.maxText()) {
            return refuse(ErrorCode.TOO_LARGE, "a request has at most " + limits.maxText() + " characters");
        }
        return change(caller, other, store -> store.add(caller, other, now(), limits.max()))
                .compose(change -> added(caller, command, change));
    }

    Future<Done> remove(AccountId caller, AccountId other) {
        return change(caller, other, store -> store.remove(caller, other, now()))
                .compose(change -> removed(caller, other, change));
    }

    /** Who had nothing to do with the caller learns it; a friend sees it when looking. */
    Future<Done> block(AccountId caller, AccountId other) {
        return change(caller, other, store -> store.block(caller, other, now(), limits.max()))
                .compose(change -> {
                    Relation before = change.before();
                    boolean strangers = before.mine() == Half.NONE && before.theirs() == Half.NONE;
                    return strangers
                            ? tell(other, Notice.of(Kind.CONTACT_BLOCKED, caller, null), change.since())
                            : Future.succeededFuture();
                })
                .map(Done.DONE);
    }

    Future<Done> unblock(AccountId caller, AccountId other) {
        return change(caller, other, store -> store.unblock(caller, other))
                .compose(was -> was
                        ? Future.succeededFuture(Done.DONE)
                        : refuse(ErrorCode.NOT_FOUND, "you have not blocked " + other));
    }

    private Future<ContactInfo> added(AccountId caller, AddContact command, Change change) {
        AccountId other = command.account();
        Relation before = change.before();
        return switch (before.theirs()) {
            case BLOCKED -> refuse(ErrorCode.BLOCKED, other + " takes no requests from you");
            case NONE ->
                tell(other, Notice.of(Kind.CONTACT_REQUESTED, caller, command.text()), change.since())
                        .map(new ContactInfo(other, false));
            case ADDED ->
                befriended(caller, other, Math.max(change.since(), before.theirSince()))
                        .compose(told -> before.friends()
                                ? refuse(ErrorCode.ALREADY, other + " is a friend already")
                                : Future.succeededFuture(new ContactInfo(other, true)));
        };
    }

    /** Both learn it, on all their devices. */
    private Future<Void> befriended(AccountId caller, AccountId other, long since) {
        return tell(other, Notice.of(Kind.CONTACT_ACCEPTED, caller, null), since)
                .compose(told -> tell(caller, Notice.of(Kind.CONTACT_ACCEPTED, other, null), since));
    }

    /** Asked again, after a failure perhaps, it is told again under the key it had. */
    private Future<Done> removed(AccountId caller, AccountId other, Change change) {
        Relation before = change.before();
        boolean related = before.mine() != Half.NONE || before.theirs() == Half.ADDED;
        boolean silently = before.theirs() == Half.BLOCKED || change.since() == 0;
        Future<Void> told = silently
                ? Future.succeededFuture()
                : tell(other, Notice.of(Kind.CONTACT_REMOVED, caller, null), change.since());
        return told.compose(done -> related
                ? Future.succeededFuture(Done.DONE)
                : refuse(ErrorCode.NOT_FOUND, "you have nothing to do with " + other));
    }

    /** The message shard is told in any case: an earlier attempt may have come as far as the store only. */
    private <R> Future<R> change(AccountId caller, AccountId other, Function<ContactStore, Future<R>> step) {
        if (caller.equals(other)) {
            return refuse(ErrorCode.FORBIDDEN, "nobody is a contact of oneself");
        }
        RoomId pair = RoomId.direct(caller, other);
        return storage.accounts()
                .byId(other)
                .compose(found -> found.isPresent()
                        ? step.apply(storage.contacts())
                        : refuse(ErrorCode.NOT_FOUND, "there is no account " + other))
                .compose(changed -> audiences.changed(pair).map(changed));
    }

    private Future<Void> tell(AccountId to, Notice notice, long since) {
        return notices.tell(to, notice, notice.kind().wireName() + ">" + to + "@" + since);
    }

    private static long now() {
        return System.currentTimeMillis();
    }

    private static <R> Future<R> refuse(ErrorCode code, String why) {
        return Future.failedFuture(new GatewayException(code, why));
    }
}
