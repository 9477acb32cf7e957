package io.rialto.contract.stream;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;

/** The rules of lane names. */
public final class Lanes {
    /** The lane of virtual rooms (decisions 22). */
    public static final String DEFAULT = "0";

    private static final int MAX_LENGTH = 64;

    private Lanes() {}

    /** The name itself where it is one: 1–64 characters without controls, slash, plus, hash; else {@code bad_request}. */
    public static String requireName(String lane) {
        if (lane == null || lane.isEmpty() || lane.length() > MAX_LENGTH) {
            throw new GatewayException(ErrorCode.BAD_REQUEST, "a lane's name has 1 to " + MAX_LENGTH + " characters");
        }
        for (int i = 0; i < lane.length(); i++) {
            char c = lane.charAt(i);
            if (Character.isISOControl(c) || Character.isSurrogate(c) || "/+#".indexOf(c) >= 0) {
                throw new GatewayException(
                        ErrorCode.BAD_REQUEST, String.format("a lane's name has U+%04X at position %d", (int) c, i));
            }
        }
        return lane;
    }
}
