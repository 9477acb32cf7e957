package io.rialto.adapter.thrift;

/**
 * The login name of an account that was registered here: a name, within a domain where the client gave one
 * (decisions 1). On other doors it is written {@code name@domain}.
 */
final class LoginName {
    private LoginName() {}

    /** The login name in a TimAuth; empty where it has none. */
    static String of(Struct auth) {
        String name = auth.text(TimAuth.NAME);
        String domain = auth.text(TimAuth.DOMAIN);
        return name.isEmpty() || domain.isEmpty() ? name : name + "@" + domain;
    }
}
