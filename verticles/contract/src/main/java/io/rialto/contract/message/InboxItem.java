package io.rialto.contract.message;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.RoomKind;

/**
 * One position of an account's inbox.
 *
 * @param iseq its position, rising by one at assignment
 * @param its milliseconds since 1970, strictly rising per account
 * @param direction whether the account received or sent it
 * @param message what stands there
 */
public record InboxItem(long iseq, long its, Direction direction, StoredMessage message) {
    /** Which way a message went, seen from the account whose inbox it stands in. */
    public enum Direction {
        IN,
        OUT;

        /** Which way a message went for this account; what the gateway writes into a system room comes in always. */
        public static Direction of(StoredMessage message, AccountId account) {
            boolean own = message.from().equals(account) && message.room().kind() != RoomKind.SYSTEM;
            return own ? OUT : IN;
        }
    }
}
