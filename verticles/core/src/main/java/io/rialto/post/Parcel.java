package io.rialto.post;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.id.SessionId;
import io.rialto.contract.message.InboxItem;
import io.rialto.contract.message.StoredMessage;
import io.rialto.contract.session.Push;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Something for the sessions of accounts, as it travels between nodes; each message in it once. Immutable. */
sealed interface Parcel {
    /** The accounts it is for. */
    List<AccountId> accounts();

    /** Calls the handler's method for this kind. */
    void accept(Handler handler);

    /** The part of it that is for these accounts. */
    Parcel part(Collection<AccountId> accounts);

    /** Inbox items. */
    record Items(List<StoredMessage> messages, List<Addressed> addressed) implements Parcel {
        /**
         * One of them.
         *
         * @param message which one of the messages
         */
        record Addressed(
                int message, AccountId to, long iseq, long its, InboxItem.Direction direction, SessionId sender) {
            Letter letter(StoredMessage of) {
                return new Letter(to, new InboxItem(iseq, its, direction, of), sender);
            }
        }

        static Items of(List<Letter> letters) {
            IdentityHashMap<StoredMessage, Integer> places = new IdentityHashMap<>();
            List<StoredMessage> messages = new ArrayList<>();
            List<Addressed> addressed = new ArrayList<>(letters.size());
            for (Letter letter : letters) {
                InboxItem item = letter.item();
                int place = places.computeIfAbsent(item.message(), first -> {
                    messages.add(first);
                    return messages.size() - 1;
                });
                addressed.add(
                        new Addressed(place, letter.to(), item.iseq(), item.its(), item.direction(), letter.sender()));
            }
            return new Items(messages, addressed);
        }

        List<Letter> letters() {
            return addressed.stream()
                    .map(one -> one.letter(messages.get(one.message)))
                    .toList();
        }

        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }

        @Override
        public List<AccountId> accounts() {
            return addressed.stream().map(Addressed::to).distinct().toList();
        }

        @Override
        public Parcel part(Collection<AccountId> some) {
            Set<AccountId> wanted = Set.copyOf(some);
            return of(letters().stream()
                    .filter(letter -> wanted.contains(letter.to()))
                    .toList());
        }
    }

    /** A push. */
    record Pushed(List<AccountId> accounts, Push push) implements Parcel {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }

        @Override
        public Parcel part(Collection<AccountId> some) {
            return new Pushed(List.copyOf(some), push);
        }
    }

    /** They do not belong to a group any more. */
    record Lost(List<AccountId> accounts, RoomId group) implements Parcel {
        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }

        @Override
        public Parcel part(Collection<AccountId> some) {
            return new Lost(List.copyOf(some), group);
        }
    }

    /** What has come into queues of durable sessions. */
    record Queues(List<QueueLetter> letters) implements Parcel {
        @Override
        public List<AccountId> accounts() {
            return letters.stream().map(QueueLetter::to).distinct().toList();
        }

        @Override
        public void accept(Handler handler) {
            handler.on(this);
        }

        @Override
        public Parcel part(Collection<AccountId> some) {
            Set<AccountId> wanted = Set.copyOf(some);
            return new Queues(letters.stream()
                    .filter(letter -> wanted.contains(letter.to()))
                    .toList());
        }
    }

    /** What it is for, sorted by where that is. */
    default <P> Map<P, List<AccountId>> by(Function<AccountId, P> place) {
        return accounts().stream().collect(Collectors.groupingBy(place));
    }

    /** One method per kind. */
    interface Handler {
        /** Inbox items. */
        void on(Items items);

        /** A push. */
        void on(Pushed pushed);

        /** The end of memberships. */
        void on(Lost lost);

        /** What has come into queues. */
        void on(Queues queues);
    }
}
