package io.rialto.storage;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.session.DurableWish;

/**
 * A connection that wants a durable session.
 *
 * @param holder the number of its session, unique in the cluster; its upper 32 bits are the number of the node's start
 * @param now milliseconds since 1970
 */
public record SessionOpening(AccountId account, DeviceId device, DurableWish wish, long holder, long now) {}
