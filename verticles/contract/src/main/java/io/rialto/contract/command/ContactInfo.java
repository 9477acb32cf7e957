package io.rialto.contract.command;

import io.rialto.contract.id.AccountId;

/**
 * What became of adding a contact.
 *
 * @param friend whether both have added each other; else the other one has been asked
 */
public record ContactInfo(AccountId account, boolean friend) {}
