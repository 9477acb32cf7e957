package io.rialto.adapter.mqtt;

/**
 * A subscription that core is asked for, perhaps once more before the first answer: it is none any more only where no answer
 * has granted it and none is due. Confined to the connection's event loop.
 */
abstract class AskedFor {
    private boolean stands;
    private int asked;

    /** It is asked for. */
    final void asked() {
        asked++;
    }

    /** It was granted. */
    final void stands() {
        asked--;
        stands = true;
    }

    /** It was refused; whether it is none now. */
    final boolean refused() {
        asked--;
        return !stands && asked == 0;
    }
}
