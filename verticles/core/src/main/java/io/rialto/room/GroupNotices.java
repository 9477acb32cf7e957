package io.rialto.room;

import io.rialto.contract.command.RoomCommand.RejectApplicant;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.message.Notice;
import io.rialto.contract.message.Notice.Kind;
import io.rialto.message.Notices;
import io.rialto.storage.Amended;
import io.rialto.storage.RoomState;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What accounts must learn of a group even if they are away. Told behind the commit of the change; where an application is
 * asked for again it is told again, which does nothing if it was. Stateless.
 */
final class GroupNotices {
    private final Notices notices;

    GroupNotices(Notices notices) {
        this.notices = notices;
    }

    /** Those who lead the group learn of who waits; of an open group the account itself that it is in. */
    Future<Void> applied(Amended applied, AccountId by, String text) {
        RoomState state = applied.after();
        long since = state.standing(by).since();
        if (state.standing(by).isMember()) {
            return notices.tell(by, new Notice(Kind.ROOM_JOINED, by, state.id(), null), key("in", state, since));
        }
        List<AccountId> leaders = state.members().stream().filter(state::leads).toList();
        Notice notice = new Notice(Kind.ROOM_APPLIED, by, state.id(), text.isEmpty() ? null : text);
        return notices.tellAll(leaders, notice, key("applied", state, since));
    }

    /** The applicant learns that it was turned down. */
    Future<Void> rejected(Amended rejected, AccountId by, RejectApplicant command) {
        String text = command.text().isEmpty() ? null : command.text();
        Notice notice = new Notice(Kind.ROOM_REJECTED, by, command.room(), text);
        long since = rejected.before().standing(command.account()).since();
        return notices.tell(command.account(), notice, key("no", rejected.before(), since) + ">" + command.account());
    }

    /** Whoever was taken in learns by whom, applicants that they were let in. */
    Future<Void> added(Amended added, AccountId by) {
        Map<Boolean, List<AccountId>> asked = added.came().stream()
                .collect(Collectors.partitioningBy(
                        account -> added.before().standing(account).applied()));
        return tell(asked.get(true), Kind.ROOM_JOINED, added.after(), by)
                .compose(told -> tell(asked.get(false), Kind.ROOM_INVITED, added.after(), by));
    }

    /** Whoever was taken out learns by whom. */
    Future<Void> removed(Amended removed, AccountId by) {
        return tell(removed.left(), Kind.ROOM_REMOVED, removed.after(), by);
    }

    /** Everybody else who was in it learns that the group is over. */
    Future<Void> ended(Amended ended, AccountId by) {
        List<AccountId> others = ended.before().members().stream()
                .filter(account -> !account.equals(by))
                .toList();
        return tell(others, Kind.ROOM_ENDED, ended.after(), by);
    }

    private Future<Void> tell(Collection<AccountId> accounts, Kind kind, RoomState state, AccountId by) {
        return accounts.isEmpty()
                ? Future.succeededFuture()
                : notices.tellAll(accounts, new Notice(kind, by, state.id(), null), null);
    }

    /** Names an event by the time of what it is about. */
    private static String key(String what, RoomState state, long since) {
        return what + ":" + Long.toString(since, Character.MAX_RADIX) + ":" + state.id();
    }
}
