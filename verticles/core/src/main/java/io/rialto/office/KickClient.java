package io.rialto.office;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;

/** Has a node end the connection of a client. */
record KickClient(AccountId account, DeviceId device) {}
