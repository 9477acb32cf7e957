package io.rialto.bench.client;

/**
 * One who has an account.
 *
 * @param account the account's id
 * @param token what it signs in with
 */
public record Resident(String account, String token) {}
