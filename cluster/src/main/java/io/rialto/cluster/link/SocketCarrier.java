package io.rialto.cluster.link;

/** Takes control batches over the link's own connection, where nothing large is in their way. */
record SocketCarrier(Loop loop, PeerSocket socket) implements Carrier {
    @Override
    public void carry(Batch batch) {
        socket.sendBatch(batch);
    }
}
