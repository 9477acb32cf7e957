package io.rialto.adapter.bigbinary;

import io.netty.buffer.ByteBuf;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.session.Push;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a failure is told: the numbers are those of every door.
 *
 * @param code 0: no failure, the gateway goes away
 * @param info a sentence for the developer of the client
 */
record Refusal(int code, String info) {
    private static final Logger LOG = LoggerFactory.getLogger(Refusal.class);
    private static final int GOING_AWAY = 0;

    Refusal(ErrorCode code, String info) {
        this(code.number(), info);
    }

    /** How a failure of any sort is told; a defect without details, which stand in the log. */
    static Refusal of(Throwable cause) {
        if (cause instanceof GatewayException known) {
            return new Refusal(known.code(), known.getMessage());
        }
        if (cause instanceof ProtocolError broken) {
            return new Refusal(broken.code(), broken.getMessage());
        }
        LOG.error("a request failed", cause);
        return new Refusal(ErrorCode.INTERNAL, "internal error");
    }

    /** How the end of a session is told. */
    static Refusal of(Push.Reason reason) {
        return switch (reason) {
            case REPLACED -> new Refusal(ErrorCode.KICKED, "this device signed in on another connection");
            case OTHER_DEVICE -> new Refusal(ErrorCode.KICKED, "another device took the place of this one");
            case TOKEN_EXPIRED -> new Refusal(ErrorCode.TOKEN_EXPIRED, "the token has ended");
            case SIGNED_OUT -> new Refusal(ErrorCode.UNAUTHENTICATED, "the account was signed out, sign in anew");
            case BLOCKED -> new Refusal(ErrorCode.BLOCKED, "the account is blocked");
            case SHUTDOWN -> goingAway();
        };
    }

    /** The gateway goes away. */
    static Refusal goingAway() {
        return new Refusal(GOING_AWAY, "the gateway goes away, sign in again");
    }

    /** The last frame of a connection. */
    ByteBuf bye() {
        return Wire.frame(Wire.BYE, 0, this::write);
    }

    /** Writes code and info. */
    void write(ByteBuf out) {
        out.writeShort(code);
        Wire.text16(out, Wire.isText16(info) ? info : "");
    }
}
