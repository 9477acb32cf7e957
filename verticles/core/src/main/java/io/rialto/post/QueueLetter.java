package io.rialto.post;

import io.rialto.contract.channel.Queued;
import io.rialto.contract.id.AccountId;

/** A message that has come into the queue of a durable session, on its way to the connection of that. */
public record QueueLetter(AccountId to, long key, Queued item) {}
