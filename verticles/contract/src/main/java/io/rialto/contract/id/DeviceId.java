package io.rialto.contract.id;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;

/**
 * Names one device of an account; on MQTT it is the client id, on WebSocket {@code auth.dev} (decisions 2).
 * 1–128 characters, anything but control characters.
 */
public record DeviceId(String value) {
    /** Refuses with {@code bad_request} what is not a legal id. */
    public DeviceId {
        if (value == null || value.isEmpty() || value.length() > 128) {
            throw new GatewayException(ErrorCode.BAD_REQUEST, "device id must have 1 to 128 characters");
        }
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))) {
                throw new GatewayException(ErrorCode.BAD_REQUEST, "device id has a control character at position " + i);
            }
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
