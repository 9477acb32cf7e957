package io.rialto.adapter.http;

import io.rialto.adapter.json.Fields;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a token is good: seconds as a number, or a text like {@code 90s}, {@code 15m}, {@code 1h}. */
final class TimeToLive {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,6})([smh])");
    private static final long MAX_SECONDS = 24 * 3600L;

    private TimeToLive() {}

    static Duration read(Fields body) {
        if (body.raw("ttl").filter(String.class::isInstance).isPresent()) {
            return body.parsed("ttl", TimeToLive::parse);
        }
        if (!body.has("ttl")) {
            throw body.missing("ttl", "seconds, or a text like 1h");
        }
        return Duration.ofSeconds(body.integer("ttl", 0, 1, MAX_SECONDS));
    }

    private static Duration parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (parts.matches()) {
            long seconds = Long.parseLong(parts.group(1)) * secondsOf(parts.group(2));
            if (seconds > 0 && seconds <= MAX_SECONDS) {
                return Duration.ofSeconds(seconds);
            }
        }
        throw new GatewayException(ErrorCode.BAD_REQUEST, "expected 1s to 24h, like 90s, 15m, 1h");
    }

    private static long secondsOf(String unit) {
        return switch (unit) {
            case "h" -> 3600;
            case "m" -> 60;
            default -> 1;
        };
    }
}
