package io.rialto.session;

import io.rialto.contract.message.InboxItem;

/**
 * An inbox item on its way to one session.
 *
 * @param itsOwn whether this very session sent it: it learns of it from the answer to its send
 */
public record Delivery(ConnectedSession session, InboxItem item, boolean itsOwn) {}
