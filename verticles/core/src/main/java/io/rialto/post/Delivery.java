package io.rialto.post;

import io.rialto.contract.message.InboxItem;

/**
 * An inbox item on its way to one session.
 *
 * @param itsOwn whether this very session sent it: it learns of it from the answer to its send
 */
public record Delivery(LocalSeat session, InboxItem item, boolean itsOwn) {}
