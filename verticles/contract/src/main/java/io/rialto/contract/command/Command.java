package io.rialto.contract.command;

import io.vertx.core.Future;

/**
 * Everything a signed-in session may ask for, by area. The caller is never part of a command: it is the session it came
 * through.
 *
 * @param <R> what the answer is made of
 */
public sealed interface Command<R>
        permits AccountCommand,
                ChannelCommand,
                ContactCommand,
                InboxCommand,
                MessageCommand,
                PresenceCommand,
                ProfileCommand,
                RoomCommand,
                SignalCommand,
                StreamCommand {
    /** Calls the handler's method for the area of this command. */
    Future<R> accept(Handler handler);

    /**
     * One method per area, each of which has a handler with one method per command: add a command and the compiler walks to
     * every place that must answer it.
     */
    interface Handler {
        /** Answers a command of this area. */
        <R> Future<R> on(AccountCommand<R> command);

        /** Answers a command of this area. */
        <R> Future<R> on(ChannelCommand<R> command);

        /** Answers a command of this area. */
        <R> Future<R> on(ContactCommand<R> command);

        /** Answers a command of this area. */
        <R> Future<R> on(InboxCommand<R> command);

        /** Answers a command of this area. */
        <R> Future<R> on(MessageCommand<R> command);

        /** Answers a command of this area. */
        <R> Future<R> on(PresenceCommand<R> command);

        /** Answers a command of this area. */
        <R> Future<R> on(ProfileCommand<R> command);

        /** Answers a command of this area. */
        <R> Future<R> on(RoomCommand<R> command);

        /** Answers a command of this area. */
        <R> Future<R> on(SignalCommand<R> command);

        /** Answers a command of this area. */
        <R> Future<R> on(StreamCommand<R> command);
    }
}
