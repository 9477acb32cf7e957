package io.rialto.stream;

import io.rialto.channel.Answer;
import io.rialto.channel.Awaits;
import io.rialto.channel.Carried;
import io.rialto.channel.Outcome;
import io.rialto.channel.Uploaded;
import io.rialto.contract.channel.Piece;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.message.Content;
import io.rialto.contract.session.SessionInfo;
import io.rialto.contract.stream.StreamPlace;
import io.rialto.contract.stream.StreamPublication;
import io.vertx.core.Context;

/** A frame for a stream room, between nodes. */
record CarriedFrame(
        SessionInfo publisher, RoomId room, String lane, int kind, long number, Content content, Piece piece)
        implements Carried {
    @Override
    public Uploaded arrived(Context context, Answer answer) {
        StreamPublication.Receipt receipt = answer.awaits() == Awaits.NOTHING ? null : new Receipt(answer);
        return new StreamUpload(
                publisher, context, new StreamPublication(room, lane, kind, number, content, piece, receipt));
    }

    private record Receipt(Answer answer) implements StreamPublication.Receipt {
        @Override
        public void done(Throwable failure, StreamPlace place) {
            answer.settle(Outcome.of(failure, false, place));
        }

        @Override
        public boolean wantsPlace() {
            return answer.awaits() != Awaits.REFUSAL;
        }

        @Override
        public void spread() {
            answer.spread();
        }
    }
}
