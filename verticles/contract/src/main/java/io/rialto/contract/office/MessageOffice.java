package io.rialto.contract.office;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.InboxPage;
import io.vertx.core.Future;
import java.util.Set;

/** What the operator says, sees of inboxes. Futures complete on the caller's context. */
public interface MessageOffice {
    /** The most accounts, groups that something is said to at a time. */
    int MAX_ACCOUNTS = 500;

    /** The most groups. */
    int MAX_GROUPS = 20;

    /**
     * Says something in the name of the gateway: it stands in the system room {@code y:ACCOUNT} of each, thus in its inbox
     * on every device. Where it fails some may have been told; asked again under the same key only the others are.
     *
     * @param accounts at most {@link #MAX_ACCOUNTS}, in order
     * @param groups whose members are told as well, with the group in the attribute {@code room}; at most
     *     {@link #MAX_GROUPS}; {@code not_found} where there is no such group
     * @param key at most 64 characters that make a repetition harmless; null: each time anew
     */
    Future<Announced> announce(Set<AccountId> accounts, Set<RoomId> groups, Content content, String key);

    /** What stands in an inbox behind a position, whatever its devices have acknowledged. {@code not_found} without account. */
    Future<InboxPage> inbox(AccountId account, long after, int limit, int maxBytes);

    /**
     * Acknowledges in the name of a device: everything up to {@code iseq} is not offered to it again when it opens its inbox
     * next. A device without a cursor is ignored, no cursor goes backwards.
     */
    Future<Void> acknowledge(AccountId account, DeviceId device, long iseq);
}
