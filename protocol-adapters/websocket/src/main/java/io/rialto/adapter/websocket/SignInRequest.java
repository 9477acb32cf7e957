package io.rialto.adapter.websocket;

import io.rialto.adapter.json.Fields;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.SignIn;

/**
 * What {@code auth} asks for.
 *
 * @param credentials who it is
 * @param device on what; null where the client named none
 * @param platform the class of device
 * @param inbox whether the session is fed from its account's inbox
 */
record SignInRequest(Credentials credentials, DeviceId device, String platform, boolean inbox) {
    private static final int MAX_PLATFORM = 32;

    /** Reads the arguments of {@code auth}. */
    static SignInRequest read(Fields args) {
        DeviceId device = args.has("dev") ? args.parsed("dev", DeviceId::new) : null;
        String sync = args.optionalString("sync").orElse(device == null ? "none" : "inbox");
        boolean inbox =
                switch (sync) {
                    case "inbox" -> true;
                    case "none" -> false;
                    default -> throw args.refusal("sync", "is unknown, expected inbox or none");
                };
        if (inbox && device == null) {
            throw args.missing("dev", "a device id, since an inbox belongs to a device");
        }
        String platform = args.optionalString("platform", MAX_PLATFORM).orElse("");
        return new SignInRequest(credentials(args), device, platform, inbox);
    }

    /** The request that core understands. */
    SignIn signIn(boolean guests) {
        return new SignIn(credentials, device, platform, "websocket", guests);
    }

    private static Credentials credentials(Fields args) {
        if (args.has("token")) {
            return new Credentials.Token(args.string("token"));
        }
        if (args.has("login")) {
            return new Credentials.Password(args.string("login"), args.string("password"));
        }
        if (args.flag("anonymous", false)) {
            return new Credentials.Anonymous();
        }
        throw args.missing("token", "token, login with password, or anonymous");
    }
}
