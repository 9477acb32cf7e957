package io.rialto.contract.channel;

/**
 * Where in a stream room a frame was published.
 *
 * @param lane the lane's name; TIM's virtual rooms have lane {@code 0}
 * @param kind what the publisher says it is, 0–255: TIM's dtype
 * @param publication the publisher's own number of it, 0 where it gave none
 * @param piece which piece of a larger payload it is; null for a whole frame
 */
public record LanePart(String lane, int kind, long publication, Piece piece) {
    /** The place of a whole frame. */
    public LanePart(String lane, int kind, long publication) {
        this(lane, kind, publication, null);
    }
}
