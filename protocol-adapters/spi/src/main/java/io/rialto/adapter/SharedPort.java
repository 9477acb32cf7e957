package io.rialto.adapter;

/**
 * The port that all instances of a door listen on. Where the settings say 0 it is any free one: Vert.x shares a port between
 * all servers that ask for the same negative number, whatever they speak, so that each door has a number of its own.
 */
public enum SharedPort {
    HTTP(-1),
    MQTT(-2),
    THRIFT(-3),
    BIG_BINARY(-4);

    private final int any;

    SharedPort(int any) {
        this.any = any;
    }

    /** What to listen on where the settings say this. */
    public int of(int configured) {
        return configured == 0 ? any : configured;
    }
}
