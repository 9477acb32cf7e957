package io.rialto.account;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.SessionId;
import io.rialto.contract.session.Push;

/**
 * An epoch of an account begins: whoever proved in an earlier one who it is goes; answered with {@code Done} when they are
 * gone.
 *
 * @param reason what they are told
 * @param but the session that stays; null: none does
 */
public record SignOut(AccountId account, long epoch, Push.Reason reason, SessionId but) {}
