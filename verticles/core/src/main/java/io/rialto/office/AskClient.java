package io.rialto.office;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;

/** Asks a node for a client that is connected to it; answered with a {@code ClientState}. */
record AskClient(AccountId account, DeviceId device) {}
