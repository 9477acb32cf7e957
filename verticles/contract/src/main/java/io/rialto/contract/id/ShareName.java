package io.rialto.contract.id;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Names one share group: whoever is subscribed under the same name with the same filter belongs to it (MQTT 5 §4.8.2).
 * Written {@code $share/GROUP/FILTER}.
 *
 * @param group at least one character, none of them {@code / + #} (MQTT-4.8.2-1, MQTT-4.8.2-2)
 * @param filter which topics the group shares
 */
public record ShareName(String group, String filter) {
    private static final String PREFIX = "$share/";
    private static final String ACCOUNT = "share:";
    private static final int HASH_BYTES = 16;

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

    /** The account that the group's own queue belongs to, whose home is the group's; nobody signs in as such a one. */
    public AccountId account() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(toString().getBytes(StandardCharsets.UTF_8));
            return new AccountId(ACCOUNT + HexFormat.of().formatHex(hash, 0, HASH_BYTES));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether an account is that of a share group. */
    public static boolean isOfGroup(AccountId account) {
        return account.value().startsWith(ACCOUNT);
    }

    @Override
    public String toString() {
        return PREFIX + group + "/" + filter;
    }
}
