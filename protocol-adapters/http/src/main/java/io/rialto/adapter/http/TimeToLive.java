package io.rialto.adapter.http;

import io.rialto.adapter.json.Fields;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long something lasts: seconds, or a text like {@code 90s}, {@code 15m}, {@code 1h}; core has its own bound. */
final class TimeToLive {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,6})([smhd])");
    private static final long MAX_SECONDS = 36_500 * 86_400L;

    private TimeToLive() {}

    static Duration read(Fields body, String name) {
        if (body.raw(name).filter(String.class::isInstance).isPresent()) {
            return body.parsed(name, TimeToLive::parse);
        }
        if (!body.has(name)) {
            throw body.missing(name, "seconds, or a text like 1h");
        }
        return Duration.ofSeconds(body.integer(name, 0, 1, MAX_SECONDS));
    }

    private static Duration parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (parts.matches()) {
            long seconds = Long.parseLong(parts.group(1)) * secondsOf(parts.group(2));
            if (seconds > 0 && seconds <= MAX_SECONDS) {
                return Duration.ofSeconds(seconds);
            }
        }
        throw new GatewayException(ErrorCode.BAD_REQUEST, "expected 1s to 36500d, like 90s, 15m, 1h");
    }

    private static long secondsOf(String unit) {
        return switch (unit) {
            case "d" -> 86_400;
            case "h" -> 3600;
            case "m" -> 60;
            default -> 1;
        };
    }
}
