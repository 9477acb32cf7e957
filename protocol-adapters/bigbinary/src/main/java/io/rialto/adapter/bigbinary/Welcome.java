package io.rialto.adapter.bigbinary;

import io.netty.buffer.ByteBuf;
import io.rialto.config.RialtoConfig;
import io.rialto.contract.session.Session;
import io.rialto.contract.session.SessionInfo;

/**
 * The answer to a HELLO that lets the client in.
 *
 * @param keepAlive seconds
 */
record Welcome(SessionInfo info, boolean guest, int keepAlive, int maxFrame, int window, long maxPayload) {
    private static final int GUEST = 1;
    private static final int MAX_KEEP_ALIVE = 65_535;

    /** What this session is told. */
    static Welcome of(BigBinaryDoor door, Session session) {
        RialtoConfig config = door.doors().config();
        long seconds = Math.max(1, config.sessions().keepAlive().toSeconds());
        return new Welcome(
                session.info(),
                session.guest(),
                (int) Math.min(seconds, MAX_KEEP_ALIVE),
                door.config().maxFrame(),
                door.config().window(),
                config.streams().maxPayload());
    }

    ByteBuf frame() {
        return Wire.frame(Wire.WELCOME, guest ? GUEST : 0, this::write);
    }

    private void write(ByteBuf out) {
        out.writeByte(Hello.VERSION).writeLong(info.id().value());
        Wire.text8(out, info.account().value());
        Wire.text8(out, info.device() == null ? "" : info.device().value());
        out.writeShort(keepAlive).writeInt(maxFrame).writeInt(window).writeLong(maxPayload);
    }
}
