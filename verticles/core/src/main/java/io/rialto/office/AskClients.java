package io.rialto.office;

import io.rialto.contract.office.ClientOffice;

/** Asks a node for clients that are connected to it; answered with a {@code Page}. */
record AskClients(ClientOffice.Query query) {}
