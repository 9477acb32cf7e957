package io.rialto.contract.channel;

/**
 * Where in a stream room a frame was published.
 *
 * @param lane the lane's name; TIM's virtual rooms have lane {@code 0}
 * @param kind what the publisher says it is, 0–255: TIM's dtype
 * @param publication the publisher's own number of it, 0 where it gave none
 * @param piece which piece of a larger payload it is; null for a whole frame
 * @param publisher whose number that is, the same in all epochs of the room and in no other room; 0 without a number
 * @param repeated whether the subscribers of this node have had it in an earlier epoch: its place counts, nothing else
 */
public record LanePart(String lane, int kind, long publication, Piece piece, long publisher, boolean repeated) {
    /** The place of a frame whose number nobody compares. */
    public LanePart(String lane, int kind, long publication, Piece piece) {
        this(lane, kind, publication, piece, 0, false);
    }

    /** The place of a whole frame whose number nobody compares. */
    public LanePart(String lane, int kind, long publication) {
        this(lane, kind, publication, null);
    }

    /** The same place, of a frame that was heard before. */
    public LanePart asRepeated() {
        return new LanePart(lane, kind, publication, piece, publisher, true);
    }
}
