package io.rialto.adapter.bigbinary;

import io.netty.buffer.ByteBuf;
import io.rialto.adapter.stream.KnownRooms;
import io.rialto.config.StreamsConfig;
import io.rialto.contract.channel.Piece;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.stream.Lanes;
import io.rialto.contract.stream.StreamPlace;
import io.rialto.contract.stream.StreamPublication;

/** Takes the frames that one client publishes to stream rooms. Confined to the connection's event loop. */
final class StreamPublisher {
    private static final int WANTS_RECEIPT = 1;
    private static final int REPETITION = 1;

    private final Link link;
    private final KnownRooms rooms;
    private final StreamsConfig limits;
    private final PieceWindow window;

    StreamPublisher(Link link, KnownRooms rooms) {
        this.link = link;
        this.rooms = rooms;
        this.limits = link.door().doors().config().streams();
        this.window = new PieceWindow(link.queue(), link.door().config().window());
    }

    /** Takes a PUBLISH: what is wrong with the frame it carries is told, the connection goes on. */
    void publish(int flags, Body body) {
        int handle = body.bits32();
        long number = body.u64();
        int kind = body.u8();
        String lane = body.text8();
        Place place = (flags & StreamFormat.PIECE) == 0 ? null : new Place(body.u64(), body.u64(), body.u64());
        link.door().metrics().received(1);
        Receipt receipt = new Receipt(handle, number, (flags & WANTS_RECEIPT) != 0, place == null ? 0 : body.left());
        receipt.begin();
        try {
            RoomId room = rooms.require(handle).id();
            requireNumber(number);
            requireSize(body.left());
            Piece piece = place == null ? null : piece(place);
            String name = lane.isEmpty() ? Lanes.DEFAULT : Lanes.requireName(lane);
            Content content = Content.untyped(body.rest());
            link.gate().session().publish(new StreamPublication(room, name, kind, number, content, piece, receipt));
        } catch (GatewayException refused) {
            receipt.done(refused, null);
        }
    }

    /** Where a piece is said to stand. */
    private record Place(long payload, long offset, long total) {}

    private Piece piece(Place place) {
        Piece piece = new Piece(place.payload(), place.offset(), place.total());
        piece.requireAtMost(limits.maxPayload());
        return piece;
    }

    private void requireSize(int bytes) {
        if (bytes > limits.maxFrame()) {
            throw new GatewayException(
                    ErrorCode.TOO_LARGE, "a frame has " + bytes + " bytes, at most " + limits.maxFrame());
        }
    }

    private static void requireNumber(long number) {
        if (number < 0) {
            throw new GatewayException(ErrorCode.BAD_REQUEST, "the own number is above 2^63 - 1");
        }
    }

    /** What becomes of one frame, as its publisher is told. */
    private final class Receipt implements StreamPublication.Receipt {
        private final int handle;
        private final long number;
        private final boolean wanted;
        private final int pieceBytes;

        Receipt(int handle, long number, boolean wanted, int pieceBytes) {
            this.handle = handle;
            this.number = number;
            this.wanted = wanted;
            this.pieceBytes = pieceBytes;
        }

        void begin() {
            window.take(pieceBytes);
            if (wanted) {
                link.answers().begin();
            }
        }

        @Override
        public boolean wantsPlace() {
            return wanted;
        }

        @Override
        public void done(Throwable failure, StreamPlace place) {
            if (failure != null) {
                rejected(failure);
            } else if (wanted) {
                taken(place);
            }
            if (place == null) {
                window.giveBack(pieceBytes);
            }
            if (wanted) {
                link.answers().end();
            }
        }

        @Override
        public void spread() {
            window.giveBack(pieceBytes);
        }

        private void taken(StreamPlace place) {
            link.queue().write(Wire.frame(Wire.TAKEN, place == null ? REPETITION : 0, out -> {
                frame(out);
                out.writeLong(place == null ? 0 : place.epoch()).writeLong(place == null ? 0 : place.seq());
            }));
        }

        private void rejected(Throwable failure) {
            Refusal why = Refusal.of(failure);
            link.queue().write(Wire.frame(Wire.REJECTED, 0, out -> {
                frame(out);
                why.write(out);
            }));
        }

        private void frame(ByteBuf out) {
            out.writeInt(handle).writeLong(number);
        }
    }
}
