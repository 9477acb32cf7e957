/** Accounts: who is let in, by which proof, what is done to them. */
package io.rialto.account;
