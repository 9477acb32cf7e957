package io.rialto.adapter.thrift;

import io.rialto.contract.id.DeviceId;
import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.SignIn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What an AUTH frame asks for.
 *
 * @param auth the TimAuth
 */
record TimLogin(Struct auth) {
    /**
     * The sign-ins to try, in order: a client may send a token that is spent together with a password it had before
     * (tim-protocol.md §7.13). Empty where it sent neither.
     */
    List<SignIn> signIns(LoginTokens tokens) {
        List<SignIn> tries = new ArrayList<>(2);
        if (hasToken()) {
            tries.add(signIn(new Credentials.Token(tokens.resolve(auth.text(TimAuth.TOKEN)))));
        }
        String login = LoginName.of(auth);
        String password = auth.text(TimAuth.PWD);
        if (!login.isEmpty() && !password.isEmpty()) {
            tries.add(signIn(new Credentials.Password(login, password)));
        }
        return tries;
    }

    boolean hasToken() {
        return !auth.text(TimAuth.TOKEN).isEmpty();
    }

    /** Which device of the account this is (decisions 2). */
    DeviceId device() {
        String named = auth.get(TimAuth.EXTEND, Map.of()).getOrDefault("dev", "");
        if (!named.isEmpty()) {
            return new DeviceId(named);
        }
        String resource = auth.text(TimAuth.RESOURCE);
        return new DeviceId(resource.isEmpty() ? "tim-" + auth.get(TimAuth.TERMTYP, (byte) 0) : resource);
    }

    /** The full name of the terminal that signs in, once its account is known. */
    Struct tid(String node) {
        return Tid.of(node)
                .with(Tid.DOMAIN, auth.get(TimAuth.DOMAIN))
                .with(Tid.RESOURCE, auth.get(TimAuth.RESOURCE))
                .with(Tid.TERMTYP, auth.get(TimAuth.TERMTYP))
                .with(Tid.EXTEND, auth.get(TimAuth.EXTEND));
    }

    private SignIn signIn(Credentials credentials) {
        return new SignIn(credentials, device(), "", ThriftDoor.NAME, false);
    }
}
