package io.rialto.contract.id;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;

/** The alphabets that ids are made of; refusals name the id, the position of the offending character and the rule. */
final class Ids {
    private Ids() {}

    static String require(String value, String what, int maxLength, String alphabet) {
        if (value == null || value.isEmpty()) {
            throw new GatewayException(ErrorCode.BAD_REQUEST, what + " is empty");
        }
        if (value.length() > maxLength) {
            throw new GatewayException(
                    ErrorCode.BAD_REQUEST,
                    what + " has " + value.length() + " characters, at most " + maxLength + " are allowed");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!isLetterOrDigit(c) && alphabet.indexOf(c) < 0) {
                throw new GatewayException(
                        ErrorCode.BAD_REQUEST,
                        String.format(
                                "%s has U+%04X at position %d; allowed are A-Z a-z 0-9 %s",
                                what, (int) c, i, alphabet));
            }
        }
        return value;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
