package io.rialto.channel;

import io.vertx.core.Context;

/** Something published, as it travels from the node of its publisher to its home. */
public interface Carried {
    /**
     * As it is handed to its home.
     *
     * @param context where {@code answer} is told
     */
    Uploaded arrived(Context context, Answer answer);
}
