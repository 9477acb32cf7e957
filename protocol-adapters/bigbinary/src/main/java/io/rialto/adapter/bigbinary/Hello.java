package io.rialto.adapter.bigbinary;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.SignIn;

/**
 * What a client says first.
 *
 * @param device null where it names none
 * @param window bytes of FRAME bodies it wants to have under way at most; 0: no bound
 */
record Hello(Credentials credentials, DeviceId device, String platform, long window) {
    /** The version of the protocol. */
    static final int VERSION = 1;

    private static final String PROTOCOL = "bigbinary";
    private static final int MAGIC = 0x524C544F;
    private static final int MAX_PLATFORM = 32;
    private static final int GUEST = 0;
    private static final int TOKEN = 1;
    private static final int PASSWORD = 2;

    /** Reads a HELLO. */
    static Hello read(Body body) {
        if (body.bits32() != MAGIC) {
            throw new ProtocolError(ErrorCode.BAD_REQUEST, "HELLO begins with RLTO");
        }
        int version = body.u8();
        if (version != VERSION) {
            throw new ProtocolError(
                    ErrorCode.UNSUPPORTED, "version " + version + " is not spoken, expected " + VERSION);
        }
        int how = body.u8();
        String login = body.text8();
        String secret = body.text16();
        String device = body.text8();
        String platform = body.text8();
        long window = body.u32();
        body.end();
        if (platform.length() > MAX_PLATFORM) {
            throw new GatewayException(ErrorCode.TOO_LARGE, "platform has at most " + MAX_PLATFORM + " characters");
        }
        return new Hello(
                credentials(how, login, secret), device.isEmpty() ? null : new DeviceId(device), platform, window);
    }

    /** What core is asked. */
    SignIn signIn(boolean guests) {
        return new SignIn(credentials, device, platform, PROTOCOL, guests);
    }

    private static Credentials credentials(int how, String login, String secret) {
        return switch (how) {
            case GUEST -> {
                requireEmpty(login, "login");
                requireEmpty(secret, "secret");
                yield new Credentials.Anonymous();
            }
            case TOKEN -> {
                requireEmpty(login, "login");
                yield new Credentials.Token(secret);
            }
            case PASSWORD -> new Credentials.Password(login, secret);
            default -> throw new ProtocolError(ErrorCode.BAD_REQUEST, "how is 0, 1 or 2, not " + how);
        };
    }

    private static void requireEmpty(String text, String name) {
        if (!text.isEmpty()) {
            throw new ProtocolError(ErrorCode.BAD_REQUEST, name + " means nothing here, expected none");
        }
    }
}
