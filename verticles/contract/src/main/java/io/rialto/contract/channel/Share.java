package io.rialto.contract.channel;

/** What a member of a share group tells it. On the connection's context. */
public interface Share {
    /** A frame that was taken needs nobody any more: it was acknowledged, or discarded (MQTT-4.8.2-6). */
    void done(long ticket);

    /** Nothing more can be taken now. */
    void pause();

    /** More can be taken; ignored where the member had taken everything. */
    void ready();
}
