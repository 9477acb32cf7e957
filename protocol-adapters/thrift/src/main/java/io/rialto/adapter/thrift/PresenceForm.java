package io.rialto.adapter.thrift;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.message.Content;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A TimPresence on its way through the gateway: a signal of type {@code presence} whose payload is the status, so that
 * other doors can show it; the rest goes unchanged in the attribute {@code tim.presence} (tim-protocol.md §4.9).
 */
final class PresenceForm {
    private static final String TYPE = "presence";
    private static final String REST = "tim.presence";

    private PresenceForm() {}

    /** Whether a signal is one. */
    static boolean is(Content content) {
        return content.type().equals(TYPE);
    }

    /** What core is to pass on; neither sender nor receivers, nor whether the account is gone, are the client's to say. */
    static Content content(Struct presence, Self self) {
        Struct rest = new Struct(TimPresence.SHAPE)
                .with(TimPresence.ID, presence.get(TimPresence.ID))
                .with(TimPresence.SUB_STATUS, presence.get(TimPresence.SUB_STATUS))
                .with(TimPresence.SHOW, presence.get(TimPresence.SHOW))
                .with(TimPresence.EXTEND, presence.get(TimPresence.EXTEND))
                .with(TimPresence.EXTRA, presence.get(TimPresence.EXTRA));
        Map<String, byte[]> attrs = new HashMap<>();
        attrs.put(REST, Flavour.COMPACT.encode(rest));
        TimAttrs.putTerminal(attrs, self);
        return new Content(TYPE, presence.text(TimPresence.STATUS).getBytes(StandardCharsets.UTF_8), attrs);
    }

    /** What the receiver gets. */
    static Struct read(Content content, AccountId from, AccountId to) {
        Struct terminal = TimAttrs.terminal(content);
        Struct sender = terminal == null ? Tid.of("") : terminal;
        String status = content.asText().orElse("");
        return rest(content)
                .with(TimPresence.OFFLINE, null)
                .with(TimPresence.FROM, sender.with(Tid.NODE, from.value()))
                .with(TimPresence.TO, Tid.of(to.value()))
                .with(TimPresence.TO_LIST, null)
                .with(TimPresence.STATUS, status.isEmpty() ? null : status);
    }

    private static Struct rest(Content content) {
        byte[] compact = content.attrs().get(REST);
        try {
            return compact == null
                    ? new Struct(TimPresence.SHAPE)
                    : Flavour.COMPACT.decode(TimPresence.SHAPE, compact, 0);
        } catch (Undecodable notOurs) {
            return new Struct(TimPresence.SHAPE);
        }
    }
}
