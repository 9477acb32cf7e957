package io.rialto.adapter.mqtt;

import io.rialto.contract.session.SessionInfo;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was refused to clients last, or ended their connection, in words; kept beyond the connection, so that it tells why
 * a client comes again and again. Of a bounded number of clients, whichever. Safe on any thread.
 */
final class LastErrors {
    private static final int MOST = 10_000;
    private static final int MAX_LENGTH = 256;

    private final Map<String, String> byClient = new ConcurrentHashMap<>();

    /** Something went wrong for this client. */
    void note(SessionInfo client, String what) {
        if (byClient.size() >= MOST) {
            forgetOne();
        }
        byClient.put(key(client), what.substring(0, Math.min(MAX_LENGTH, what.length())));
    }

    /** What went wrong last; empty where nothing has. */
    String of(SessionInfo client) {
        return byClient.getOrDefault(key(client), "");
    }

    private void forgetOne() {
        Iterator<String> any = byClient.keySet().iterator();
        if (any.hasNext()) {
            any.next();
            any.remove();
        }
    }

    /** No id has a line feed in it. */
    private static String key(SessionInfo client) {
        return client.account().value() + '\n' + client.device().value();
    }
}
