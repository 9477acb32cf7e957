package io.rialto.contract.command;

import io.rialto.contract.channel.ShareKey;
import io.rialto.contract.channel.ShareMember;
import io.rialto.contract.channel.Subscriber;
import io.rialto.contract.id.ShareName;
import io.vertx.core.Future;

/**
 * Subscriptions to channels, alone or in a share group.
 *
 * @param <R> what the answer is made of
 */
public sealed interface ChannelCommand<R> extends Command<R> {
    @Override
    default Future<R> accept(Command.Handler handler) {
        return handler.on(this);
    }

    /** Calls the handler's method for this command. */
    Future<R> answeredBy(Handler handler);

    /**
     * Subscribes to all channels whose topic matches the filter, or to the live view of a group as {@code $group/id}.
     * With {@code retained}, retained values are offered after the answer, before anything newer of their topic.
     */
    record Subscribe(String filter, Subscriber subscriber, boolean retained) implements ChannelCommand<Done> {
        @Override
        public Future<Done> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** Takes a subscription back. */
    record Unsubscribe(String filter, Subscriber subscriber) implements ChannelCommand<Done> {
        @Override
        public Future<Done> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /**
     * Makes this session a member of a share group, whose messages go to one member each. Retained values are not offered
     * (MQTT 5 §4.8.2). A second time it replaces the first.
     *
     * @param key what the order of the group goes by; null where any member may get any message, unless others want an order
     */
    record JoinShare(ShareName name, ShareMember member, ShareKey key) implements ChannelCommand<Done> {
        @Override
        public Future<Done> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** Ends a membership: what was not acknowledged goes to other members. */
    record LeaveShare(ShareName name) implements ChannelCommand<Done> {
        @Override
        public Future<Done> answeredBy(Handler handler) {
            return handler.on(this);
        }
    }

    /** One method per command of this area. */
    interface Handler {
        /** Adds a subscription. */
        Future<Done> on(Subscribe command);

        /** Takes a subscription back. */
        Future<Done> on(Unsubscribe command);

        /** Joins a share group. */
        Future<Done> on(JoinShare command);

        /** Leaves a share group. */
        Future<Done> on(LeaveShare command);
    }
}
