package io.rialto.adapter;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/**
 * A path that a door has the management port answer, in the door's own words; callers name themselves in the headers
 * {@code username} and {@code password}.
 *
 * @param path as it stands in the request
 * @param summary what it does, in one sentence
 * @param reads whether it changes nothing: observers may use it
 * @param action answers it; called on the management port's event loop
 */
public record ManagementMount(String path, String summary, boolean reads, Action action) {
    /** Answers a request. */
    @FunctionalInterface
    public interface Action {
        /**
         * The answer, JSON; a failure is answered as any of that port.
         *
         * @param form whether the body is a form ({@code application/x-www-form-urlencoded}) rather than JSON
         * @param body empty where there is none
         */
        Future<Buffer> answer(boolean form, Buffer body);
    }
}
