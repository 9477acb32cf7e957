package io.rialto.contract.session;

/** What a client proves itself with. */
public sealed interface Credentials {
    /** A signed token, as {@code POST /v1/tokens} gives it, or a ticket ({@link AccountAdmin#issueTicket}). */
    record Token(String token) implements Credentials {
        /** Without the token: it is as good as a password. */
        @Override
        public String toString() {
            return "Token[]";
        }
    }

    /** A login name or account id with its password. */
    record Password(String login, String password) implements Credentials {
        /** Without the password. */
        @Override
        public String toString() {
            return "Password[" + login + "]";
        }
    }

    /** An exchange of this gateway's own that is done. */
    record Exchanged(Exchange exchange) implements Credentials {}

    /** Nothing; only where guests are allowed on that door. */
    record Anonymous() implements Credentials {}
}
