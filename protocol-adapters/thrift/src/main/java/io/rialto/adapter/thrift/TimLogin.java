package io.rialto.adapter.thrift;

import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.SignIn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What an AUTH frame asks for.
 *
 * @param auth the TimAuth
 * @param isPadded whether bytes stood behind its end: only atim does that, which takes no message above 8 KiB
 *     (tim-protocol.md §7.1, §7.2)
 */
record TimLogin(Struct auth, boolean isPadded) {
    /** Reads the frame; throws {@link Undecodable}. */
    static TimLogin of(byte[] frame) {
        Flavour flavour = Flavour.of(frame[0]);
        Struct auth = flavour.decode(TimAuth.SHAPE, frame, 1);
        return new TimLogin(auth, flavour == Flavour.COMPACT && CompactForm.padding(TimAuth.SHAPE, frame, 1) > 0);
    }

    /**
     * The sign-ins to try, in order: a client may send a token that is spent together with a password it had before
     * (tim-protocol.md §7.13). Empty where it sent neither.
     */
    List<SignIn> signIns() {
        List<SignIn> tries = new ArrayList<>(2);
        if (hasToken()) {
            tries.add(signIn(new Credentials.Token(auth.text(TimAuth.TOKEN))));
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
        return resource.isEmpty() ? new DeviceId(platform()) : ofResource(resource);
    }

    /** A resource is free text: one that no device can be called by gets a name that stands for it. */
    private static DeviceId ofResource(String resource) {
        try {
            return new DeviceId(resource);
        } catch (GatewayException illegal) {
            return new DeviceId("tim-" + UUID.nameUUIDFromBytes(resource.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** What class of device this is to the limits per class (tim-protocol.md §5.5): TIM's own numbers. */
    String platform() {
        return "tim-" + auth.get(TimAuth.TERMTYP, (byte) 0);
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
        return new SignIn(credentials, device(), platform(), ThriftDoor.NAME, false);
    }
}
