package io.rialto.contract.command;

import io.rialto.contract.id.AccountId;

/**
 * How an account stands.
 *
 * @param online whether it has a session
 * @param status its status line; empty where none was set, or it is offline
 * @param since milliseconds since 1970 of the last change; 0 where the node never saw the account
 */
public record PresenceState(AccountId account, boolean online, String status, long since) {}
