package io.rialto.contract.office;

import io.rialto.contract.session.SessionInfo;
import java.util.List;

/**
 * One connected client, at a moment.
 *
 * @param node the node it is connected to
 * @param session who it is, since when
 * @param protocol with its version: {@code mqtt 5}
 * @param address where it comes from, with the port
 * @param keepAlive seconds it may be silent, 0 for ever
 * @param queue what waits for it
 * @param subscriptionCount how many it has
 * @param subscriptions those that are shown
 * @param lastError what was refused it last, in words; empty where nothing was
 */
public record ClientState(
        String node,
        SessionInfo session,
        String protocol,
        String address,
        int keepAlive,
        Queue queue,
        int subscriptionCount,
        List<Subscription> subscriptions,
        String lastError) {
    /**
     * What waits for a client.
     *
     * @param bytes of it
     * @param messages of it, as far as they are counted
     * @param inFlight deliveries that it has not acknowledged
     */
    public record Queue(long bytes, int messages, int inFlight) {}

    /** One subscription with its options; {@code ids} are the client's own identifiers of it. */
    public record Subscription(String filter, int qos, boolean noLocal, boolean retainAsPublished, List<Integer> ids) {
        /** Copies the list. */
        public Subscription {
            ids = List.copyOf(ids);
        }
    }

    /** Copies the list. */
    public ClientState {
        subscriptions = List.copyOf(subscriptions);
    }

    /** The same with fewer subscriptions shown: the first whose filters have so many characters together. */
    public ClientState showing(int characters) {
        int shown = 0;
        long all = 0;
        while (shown < subscriptions.size()
                && (all += subscriptions.get(shown).filter().length()) <= characters) {
            shown++;
        }
        return shown == subscriptions.size()
                ? this
                : new ClientState(
                        node,
                        session,
                        protocol,
                        address,
                        keepAlive,
                        queue,
                        subscriptionCount,
                        subscriptions.subList(0, shown),
                        lastError);
    }

    /** About how many characters it is made of. */
    public int size() {
        int size = 300 + address.length() + lastError.length();
        for (Subscription one : subscriptions) {
            size += 30 + one.filter().length();
        }
        return size;
    }
}
