package io.rialto.config;

/** The durable store. */
public record StorageConfig(
        @Setting(
                value = "Where messages are kept; {node.data} stands for that directory.",
                def = "sqlite:{node.data}/rialto.db")
        String uri,

        @Setting(value = "Messages a commit takes at most.", def = "256")
        int batchMax,

        @Setting(value = "Messages that may wait for a commit before senders are refused.", def = "8192")
        int queueMax,

        @Setting(value = "Connections that read.", def = "2")
        int readers) {
    /** Checks the ranges. */
    public StorageConfig {
        Check.notBlank("uri", uri);
        Check.range("batchMax", batchMax, 1, 4096);
        Check.range("queueMax", queueMax, 1, 1_000_000);
        Check.range("readers", readers, 1, 64);
    }

    /** Without the password that the URI may hold. */
    @Override
    public String toString() {
        return "StorageConfig[uri=" + Secret.hidePasswords(uri) + ", batchMax=" + batchMax + ", queueMax=" + queueMax
                + ", readers=" + readers + "]";
    }
}
