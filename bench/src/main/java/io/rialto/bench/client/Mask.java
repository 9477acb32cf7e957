package io.rialto.bench.client;

/**
 * The masking of what a client sends over WebSocket (RFC 6455 §5.3), or none.
 *
 * <p>One key for all: the masks protect proxies, of which there are none here.
 */
enum Mask {
    NONE(0),
    WEBSOCKET(0x5ac31d86);

    private final int key;

    Mask(int key) {
        this.key = key;
    }

    int key() {
        return key;
    }

    /** Masks bytes in place; {@code offset} is how far into the content they start. */
    void apply(byte[] bytes, int at, int length, int offset) {
        if (key == 0) {
            return;
        }
        for (int i = 0; i < length; i++) {
            bytes[at + i] = (byte) (bytes[at + i] ^ (key >>> (24 - 8 * ((offset + i) & 3))));
        }
    }
}
