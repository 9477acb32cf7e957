package io.rialto.adapter.thrift;

import io.rialto.contract.command.ContactCommand;
import io.rialto.contract.command.PresenceCommand;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.message.Notice;
import io.rialto.contract.message.StoredMessage;
import io.rialto.contract.session.Push;
import io.rialto.contract.session.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Watches the account's friends, so that its client learns when one has gone (tim-protocol.md §4.9); knows what they last
 * said of themselves, so that nothing is shown twice. Confined to the connection's event loop.
 */
final class Friends {
    private static final int AT_A_TIME = 200;
    private static final int MAX_KNOWN = 1024;

    private final Session session;
    private final boolean isWatching;
    private final Map<AccountId, String> lastSaid = new LinkedHashMap<>(0) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<AccountId, String> eldest) {
            return size() > MAX_KNOWN;
        }
    };

    Friends(Line line, Session session) {
        this.session = session;
        this.isWatching = line.door().config().offlinePresence();
    }

    /** Watches those there are. */
    void open() {
        if (isWatching) {
            session.submit(new ContactCommand.ListContacts()).onSuccess(friends -> watch(friends.accounts()));
        }
    }

    /** A notice may tell of a friend more, or less. */
    void heard(StoredMessage message) {
        if (isWatching) {
            Notice.of(message).ifPresent(this::heard);
        }
    }

    /** A presence that a friend said itself is shown. */
    void heard(Push.Signalled signal) {
        if (PresenceForm.is(signal.content())) {
            says(signal.from(), signal.content().asText().orElse(""));
        }
    }

    /** Whether this is not what the account has said last. */
    boolean says(AccountId account, String status) {
        return !status.equals(lastSaid.put(account, status));
    }

    /** The account itself has ended it. */
    void gone(AccountId account) {
        if (isWatching) {
            session.submit(new PresenceCommand.UnwatchPresence(List.of(account)));
        }
    }

    private void heard(Notice notice) {
        switch (notice.kind()) {
            case CONTACT_ACCEPTED -> watch(List.of(notice.by()));
            case CONTACT_REMOVED, CONTACT_BLOCKED -> gone(notice.by());
            default -> {}
        }
    }

    private void watch(List<AccountId> accounts) {
        for (int i = 0; i < accounts.size(); i += AT_A_TIME) {
            session.submit(
                    new PresenceCommand.WatchPresence(accounts.subList(i, Math.min(accounts.size(), i + AT_A_TIME))));
        }
    }
}
