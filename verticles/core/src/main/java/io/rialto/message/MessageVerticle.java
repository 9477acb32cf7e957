package io.rialto.message;

import io.micrometer.core.instrument.Counter;
import io.rialto.bus.Address;
import io.rialto.bus.Ask;
import io.rialto.bus.Bus;
import io.rialto.bus.Shard;
import io.rialto.bus.Tidings.HomesMoved;
import io.rialto.cluster.Home;
import io.rialto.contract.command.Done;
import io.rialto.contract.command.MessageCommand.BurnMessage;
import io.rialto.contract.command.MessageCommand.ReadHistory;
import io.rialto.contract.command.MessageCommand.RecallMessage;
import io.rialto.contract.command.MessageCommand.SendMessage;
import io.rialto.contract.command.Sent;
import io.rialto.contract.command.SignalCommand.Signal;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.id.RoomKind;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.Erasure;
import io.rialto.contract.message.HistoryPage;
import io.rialto.contract.session.Push;
import io.rialto.storage.LogEntry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The log plane of one shard of rooms: permission, dedupe, batched commit, acknowledgement after the commit, then the
 * wake of everybody it is for. One instance per shard, confined to its context.
 */
public final class MessageVerticle extends VerticleBase {
    private static final int MAX_CMID = 64;
    /** Keys of notices begin so, cmids of clients never: nobody suppresses a notice by sending something else first. */
    private static final String NOTICE_KEY = "notice:";
    /** Members of rooms that a shard remembers. */
    private static final int REMEMBERED = 500_000;

    private final Bus bus;
    private final Home home;
    private final MessageParts parts;
    private final RoomLines lines;
    private final Backlog backlog;
    private final Counter refused;
    private final Erasures erasures;
    private CommitLine commits;

    /** The shard at this home. */
    public MessageVerticle(Bus bus, Home home, MessageParts parts) {
        this.bus = bus;
        this.home = home;
        this.parts = parts;
        this.backlog = new Backlog(parts.waiting());
        this.refused = parts.refused();
        this.erasures = new Erasures(parts.storage(), parts.recallMillis());
        this.lines = new RoomLines(
                new Audiences(
                        parts.storage().accounts(),
                        parts.storage().rooms(),
                        parts.storage().contacts(),
                        parts.direct()),
                this::reliance,
                REMEMBERED);
    }

    @Override
    public Future<?> start() {
        Deliveries deliveries = new Deliveries(parts.postman(), parts.spread());
        commits = new CommitLine(context, parts, backlog, deliveries::deliver);
        return bus.receive(Address.MESSAGES, home, this::onMessage);
    }

    /**
     * Who belongs to a group, who may speak in a direct room is told to its home: nobody else remembers it. Nothing changes
     * in other kinds of room.
     */
    private long reliance(RoomId room) {
        if (room.kind() != RoomKind.GROUP && room.kind() != RoomKind.DIRECT) {
            return Long.MAX_VALUE;
        }
        return parts.placement().of(room).equals(home) ? parts.audienceMillis() : 0;
    }

    /** Who belongs to a room may have been told to another home meanwhile: it is looked up again. */
    private void onMessage(Object message) {
        if (message instanceof HomesMoved) {
            lines.invalidateAll();
        } else if (message instanceof Ask<?, ?> ask) {
            onAsk(ask);
        }
    }

    @SuppressWarnings("unchecked")
    private void onAsk(Ask<?, ?> ask) {
        Object question = ask.question();
        if (question instanceof SendMessage message) {
            send((Ask<?, Sent>) ask, message, false);
        } else if (question instanceof VouchedMessage vouched) {
            send((Ask<?, Sent>) ask, vouched.message(), true);
        } else if (question instanceof Notify) {
            tell((Ask<Notify, Sent>) ask);
        } else if (question instanceof Signal signal) {
            signal((Ask<?, Done>) ask, signal, false);
        } else if (question instanceof VouchedSignal vouched) {
            signal((Ask<?, Done>) ask, vouched.signal(), true);
        } else if (question instanceof RecallMessage recall) {
            erase((Ask<?, Sent>) ask, recall.room(), () -> erasures.recall(ask.caller(), recall.room(), recall.cseq())
                    .map(erasure -> erasure.saying(recall.text())));
        } else if (question instanceof BurnMessage burn) {
            erase((Ask<?, Sent>) ask, burn.room(), () -> erasures.burn(ask.caller(), burn.room(), burn.cseq())
                    .map(erasure -> erasure.saying(burn.text())));
        } else if (question instanceof ReadHistory read) {
            ifMember(ask, read.room(), member -> Shard.answer((Ask<?, HistoryPage>) ask, () -> page(read)));
        } else if (question instanceof Authorise authorise) {
            authorise(ask, authorise);
        } else if (question instanceof RequireSpeaker speaker) {
            ifMember(ask, speaker.room(), member -> {
                member.requireSpeaker(ask.caller());
                done(ask);
            });
        } else if (question instanceof RequireMembers both) {
            ifMember(ask, both.room(), members -> {
                requireIncluded(members, both.other(), both.room());
                done(ask);
            });
        } else if (question instanceof AudienceChanged changed) {
            lines.invalidate(changed.room());
            done(ask);
        } else {
            Shard.unknown(ask);
        }
    }

    private void authorise(Ask<?, ?> ask, Authorise authorise) {
        if (authorise.anew()) {
            lines.invalidate(authorise.room());
        }
        ifMember(ask, authorise.room(), member -> done(ask));
    }

    /** The place in the room's line is taken before anything is looked up, so that nobody overtakes (decisions 12). */
    private void send(Ask<?, Sent> ask, SendMessage command, boolean vouched) {
        requireSize(command.content().size());
        requireCmid(command.cmid());
        requireOpen(command.room());
        requireOwnWord(command.content());
        queue(
                ask,
                command.room(),
                command.content(),
                audience -> outgoing(ask, command, requireSpeaker(ask, command.room(), audience, vouched)));
    }

    /** A notice goes the way of a message, but for who may send it. */
    private void tell(Ask<Notify, Sent> ask) {
        Notify notify = ask.question();
        queue(ask, notify.room(), notify.content(), audience -> notice(ask, requireThere(notify.room(), audience)));
    }

    /** What waits for its audience counts as a message does; nothing of it is kept. */
    private void signal(Ask<?, Done> ask, Signal signal, boolean vouched) {
        int size = signal.content().size();
        requireSize(size);
        requireOpen(signal.room());
        take(size);
        lines.with(signal.room(), audience -> {
            backlog.give(size);
            try {
                List<AccountId> others =
                        requireSpeaker(ask, signal.room(), audience, vouched).without(ask.caller());
                parts.postman().push(others, new Push.Signalled(signal.room(), ask.caller(), signal.content()));
                done(ask);
            } catch (RuntimeException refusal) {
                Shard.fail(ask, refusal);
            }
        });
    }

    private void take(int size) {
        if (!backlog.take(size)) {
            refused.increment();
            throw new GatewayException(ErrorCode.OVERLOADED, "too many messages wait for the store, try again later");
        }
    }

    private void queue(Ask<?, Sent> ask, RoomId room, Content content, Function<Audience, Outgoing> entry) {
        int size = content.size();
        take(size);
        lines.with(room, audience -> {
            try {
                commits.add(entry.apply(audience));
            } catch (RuntimeException refusal) {
                backlog.give(size);
                Shard.fail(ask, refusal);
            }
        });
    }

    private Outgoing notice(Ask<Notify, Sent> ask, Audience audience) {
        Notify notify = ask.question();
        AccountId by = ask.caller();
        LogEntry entry = new LogEntry(
                parts.ids().next(),
                notify.room(),
                by,
                notify.key() == null ? null : NOTICE_KEY + notify.key(),
                System.currentTimeMillis(),
                notify.content(),
                audience.everybody());
        return new Outgoing(ask, entry.withoutEcho());
    }

    /** Takes its place in the room's line when it is known to be allowed: until then what is said goes on. */
    private void erase(Ask<?, Sent> ask, RoomId room, Supplier<Future<Erasure>> permission) {
        ifMember(ask, room, member -> permission
                .get()
                .onSuccess(erasure -> guarded(
                        ask,
                        () -> queue(
                                ask,
                                room,
                                erasure.content(),
                                audience -> erasing(ask, room, erasure, requireMember(ask, room, audience)))))
                .onFailure(refusal -> Shard.fail(ask, refusal)));
    }

    private static void guarded(Ask<?, ?> ask, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException refusal) {
            Shard.fail(ask, refusal);
        }
    }

    private Outgoing erasing(Ask<?, Sent> ask, RoomId room, Erasure erasure, Audience audience) {
        AccountId by = ask.caller();
        long ts = System.currentTimeMillis();
        LogEntry entry = new LogEntry(parts.ids().next(), room, by, null, ts, erasure.content(), audience.without(by));
        return new Outgoing(ask, entry.erasing(erasure.cseq(), erasure.left(by, ts)));
    }

    private Outgoing outgoing(Ask<?, Sent> ask, SendMessage command, Audience audience) {
        AccountId sender = ask.caller();
        return new Outgoing(
                ask,
                new LogEntry(
                        parts.ids().next(),
                        command.room(),
                        sender,
                        command.cmid(),
                        System.currentTimeMillis(),
                        command.content(),
                        audience.without(sender)));
    }

    private Future<HistoryPage> page(ReadHistory command) {
        int limit = PageBounds.items(command.limit());
        int maxBytes = PageBounds.bytes(command.maxBytes());
        return command.before() > 0
                ? parts.storage().log().readBefore(command.room(), command.before(), limit, maxBytes)
                : parts.storage().log().readAfter(command.room(), Math.max(0, command.after()), limit, maxBytes);
    }

    private void ifMember(Ask<?, ?> ask, RoomId room, Consumer<Audience> then) {
        lines.with(room, audience -> guarded(ask, () -> then.accept(requireMember(ask, room, audience))));
    }

    /** Whoever is to be told something must be there. */
    private static Audience requireThere(RoomId room, Audience audience) {
        requireLoaded(audience);
        if (audience.size() == 0) {
            throw new GatewayException(ErrorCode.NOT_FOUND, "there is no account " + room.name());
        }
        return audience;
    }

    private static void requireLoaded(Audience audience) {
        if (audience == null) {
            throw new GatewayException(ErrorCode.STORE_UNAVAILABLE, "the store does not answer");
        }
    }

    /** The same answer where there is no such room: whether it exists is nobody else's business. */
    private static Audience requireMember(Ask<?, ?> ask, RoomId room, Audience audience) {
        requireLoaded(audience);
        if (!audience.includes(ask.caller())) {
            throw stranger(ask.caller(), room);
        }
        return audience;
    }

    /** Whoever is named by a direct room is told that the other one is missing: it asked for that very account. */
    private static GatewayException stranger(AccountId caller, RoomId room) {
        if (room.kind() == RoomKind.DIRECT
                && (room.first().equals(caller) || room.second().equals(caller))) {
            AccountId other = room.first().equals(caller) ? room.second() : room.first();
            return new GatewayException(ErrorCode.NOT_FOUND, "there is no account " + other);
        }
        return new GatewayException(
                ErrorCode.NOT_MEMBER, caller + " is not a member of " + room + ", or it does not exist");
    }

    /** A member who may speak as well; whoever is vouched for may. */
    private static Audience requireSpeaker(Ask<?, ?> ask, RoomId room, Audience audience, boolean vouched) {
        requireMember(ask, room, audience);
        if (!vouched) {
            audience.requireSpeaker(ask.caller());
        }
        return audience;
    }

    private static void requireIncluded(Audience audience, AccountId account, RoomId room) {
        if (!audience.includes(account)) {
            throw stranger(account, room);
        }
    }

    private void requireSize(int size) {
        if (size > parts.maxBytes()) {
            throw new GatewayException(
                    ErrorCode.TOO_LARGE,
                    "the message takes " + size + " bytes, at most " + parts.maxBytes() + " are allowed");
        }
    }

    /** What stands in a system room is the gateway's word; nobody forges it (lessons W-45). */
    private static void requireOpen(RoomId room) {
        if (room.kind() == RoomKind.SYSTEM) {
            throw new GatewayException(ErrorCode.FORBIDDEN, "only the gateway writes to system rooms");
        }
    }

    /** That a message is gone is the gateway's word; nobody forges it (lessons W-45). */
    private static void requireOwnWord(Content content) {
        if (Erasure.isReserved(content.type())) {
            throw new GatewayException(ErrorCode.FORBIDDEN, "only the gateway says " + content.type());
        }
    }

    /** An empty one would make every message of its sender a repetition of the first. */
    private static void requireCmid(String cmid) {
        if (cmid != null && (cmid.isEmpty() || cmid.length() > MAX_CMID || cmid.indexOf(0) >= 0)) {
            throw new GatewayException(ErrorCode.BAD_REQUEST, "cmid must have 1 to 64 characters without NUL");
        }
        if (cmid != null && cmid.startsWith(NOTICE_KEY)) {
            throw new GatewayException(ErrorCode.BAD_REQUEST, "cmid must not begin with " + NOTICE_KEY);
        }
    }

    @SuppressWarnings("unchecked")
    private static void done(Ask<?, ?> ask) {
        ((Ask<?, Done>) ask).answer().tryComplete(Done.DONE);
    }
}
