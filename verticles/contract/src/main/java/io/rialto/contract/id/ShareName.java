package io.rialto.contract.id;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;

/**
 * Names one share group: whoever is subscribed under the same name with the same filter belongs to it (MQTT 5 §4.8.2).
 * Written {@code $share/GROUP/FILTER}.
 *
 * @param group at least one character, none of them {@code / + #} (MQTT-4.8.2-1, MQTT-4.8.2-2)
 * @param filter which topics the group shares
 */
public record ShareName(String group, String filter) {
    private static final String PREFIX = "$share/";

    /** Refuses with {@code bad_request} what is no name, {@code forbidden} a filter that is the server's. */
    public ShareName {
        if (group.isEmpty() || group.indexOf('/') >= 0 || group.indexOf('+') >= 0 || group.indexOf('#') >= 0) {
            throw new GatewayException(
                    ErrorCode.BAD_REQUEST, "a share's name is at least one character, none of them / + #");
        }
        Topics.requireFilter(filter);
        if (filter.startsWith("$")) {
            throw new GatewayException(ErrorCode.FORBIDDEN, "no right to share " + filter);
        }
    }

    /** Whether a filter asks for a share. */
    public static boolean is(String filter) {
        return filter.startsWith(PREFIX);
    }

    /** The share that a filter {@code $share/GROUP/FILTER} asks for; {@code bad_request} where it is none. */
    public static ShareName of(String filter) {
        int slash = is(filter) ? filter.indexOf('/', PREFIX.length()) : -1;
        if (slash < 0) {
            throw new GatewayException(ErrorCode.BAD_REQUEST, "a shared subscription is $share/GROUP/FILTER");
        }
        return new ShareName(filter.substring(PREFIX.length(), slash), filter.substring(slash + 1));
    }

    @Override
    public String toString() {
        return PREFIX + group + "/" + filter;
    }
}
