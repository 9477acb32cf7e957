package io.rialto.message;

import io.rialto.bus.Address;
import io.rialto.bus.Bus;
import io.rialto.cluster.Placement;
import io.rialto.contract.command.Sent;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.id.RoomKind;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.Erasure;
import io.rialto.contract.message.InboxPage;
import io.rialto.contract.message.Notice;
import io.rialto.contract.office.Announced;
import io.rialto.contract.office.MessageOffice;
import io.rialto.storage.CursorMove;
import io.rialto.storage.Storage;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Says things in the name of the gateway; looks into inboxes. Safe on any thread; answers on the calling context. */
public final class Announcements implements MessageOffice {
    /** Who the gateway is in logs: shown as the sender of what only it writes. */
    public static final AccountId GATEWAY = new AccountId("system");

    private static final String ROOM = "room";
    private static final int MAX_KEY = 64;

    private final Bus bus;
    private final Placement placement;
    private final Storage storage;
    private final int maxBytes;

    /** Announcements of at most so many bytes that go by this bus. */
    public Announcements(Bus bus, Placement placement, Storage storage, int maxBytes) {
        this.bus = bus;
        this.placement = placement;
        this.storage = storage;
        this.maxBytes = maxBytes;
    }

    @Override
    public Future<Announced> announce(Set<AccountId> accounts, Set<RoomId> groups, Content content, String key) {
        if (accounts.size() > MAX_ACCOUNTS || groups.size() > MAX_GROUPS) {
            return refuse(
                    ErrorCode.LIMIT_REACHED,
                    "at most " + MAX_ACCOUNTS + " accounts, " + MAX_GROUPS + " groups at a time");
        }
        if (content.size() > maxBytes) {
            return refuse(ErrorCode.TOO_LARGE, "it takes " + content.size() + " bytes, at most " + maxBytes);
        }
        if (Erasure.isReserved(content.type()) || content.type().equals(Notice.TYPE)) {
            return refuse(ErrorCode.BAD_REQUEST, "type " + content.type() + " is said by the gateway of itself only");
        }
        if (key != null && (key.isEmpty() || key.length() > MAX_KEY || key.indexOf(0) >= 0)) {
            return refuse(ErrorCode.BAD_REQUEST, "a key has 1 to " + MAX_KEY + " characters, none of them NUL");
        }
        return heard(accounts, groups, content).compose(heard -> tellAll(heard, key));
    }

    @Override
    public Future<InboxPage> inbox(AccountId account, long after, int limit, int maxBytesOfPage) {
        return require(account).compose(there -> storage.inbox().read(account, after, limit, maxBytesOfPage));
    }

    @Override
    public Future<Void> acknowledge(AccountId account, DeviceId device, long iseq) {
        return require(account).compose(there -> storage.inbox().move(List.of(new CursorMove(account, device, iseq))));
    }

    /** Who hears what; whoever is named twice hears it once. */
    private Future<Map<AccountId, Content>> heard(Set<AccountId> accounts, Set<RoomId> groups, Content content) {
        List<RoomId> rooms = List.copyOf(groups);
        List<Future<List<AccountId>>> members =
                rooms.stream().map(this::members).toList();
        return Future.all(members).map(all -> {
            Map<AccountId, Content> heard = new TreeMap<>();
            accounts.forEach(account -> heard.put(account, content));
            for (int i = 0; i < rooms.size(); i++) {
                Content inRoom = within(rooms.get(i), content);
                members.get(i).result().forEach(member -> heard.putIfAbsent(member, inRoom));
            }
            return heard;
        });
    }

    private Future<List<AccountId>> members(RoomId group) {
        if (group.kind() != RoomKind.GROUP) {
            return refuse(ErrorCode.BAD_REQUEST, group + " is no group");
        }
        return storage.rooms()
                .members(group)
                .compose(members -> members.isEmpty()
                        ? refuse(ErrorCode.NOT_FOUND, "there is no group " + group)
                        : Future.succeededFuture(members));
    }

    private static Content within(RoomId group, Content content) {
        Map<String, byte[]> attrs = new HashMap<>(content.attrs());
        attrs.put(ROOM, group.value().getBytes(StandardCharsets.UTF_8));
        return new Content(content.type(), content.bytes(), attrs);
    }

    private Future<Announced> tellAll(Map<AccountId, Content> heard, String key) {
        List<AccountId> unknown = new ArrayList<>();
        List<Future<Void>> told = new ArrayList<>();
        heard.forEach((account, content) -> told.add(tell(account, content, key).recover(failure -> {
            if (GatewayException.codeOf(failure) != ErrorCode.NOT_FOUND) {
                return Future.failedFuture(failure);
            }
            unknown.add(account);
            return Future.succeededFuture();
        })));
        return Future.join(told).map(all -> new Announced(heard.size() - unknown.size(), unknown));
    }

    private Future<Void> tell(AccountId to, Content content, String key) {
        RoomId room = RoomId.system(to);
        Notify word = new Notify(room, key == null ? null : key + ">" + to, content);
        return bus.<Sent>ask(Address.MESSAGES, placement.of(room), GATEWAY, null, word)
                .mapEmpty();
    }

    private Future<Void> require(AccountId account) {
        return storage.accounts()
                .byId(account)
                .compose(found -> found.isPresent()
                        ? Future.succeededFuture()
                        : refuse(ErrorCode.NOT_FOUND, "there is no account " + account));
    }

    private static <R> Future<R> refuse(ErrorCode code, String why) {
        return Future.failedFuture(new GatewayException(code, why));
    }
}
