package io.rialto.access;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;

/**
 * Somebody may not do something.
 *
 * @param topic the topic or filter
 * @param rule whose doing it is; null where no rule speaks of it
 */
public record Denial(Deed deed, String topic, Rule rule) {
    /** What whoever asked is told: which rule it is, not what that rule says. */
    public GatewayException refusal() {
        return new GatewayException(
                ErrorCode.FORBIDDEN, "no right to " + deed.word() + " to " + topic + ", " + whose());
    }

    /** What the operator is told. */
    String reason() {
        return rule == null ? "no access rule allows it" : rule.name() + " denies it: " + rule.text();
    }

    private String whose() {
        return rule == null ? "no access rule allows it" : rule.name() + " denies it";
    }
}
