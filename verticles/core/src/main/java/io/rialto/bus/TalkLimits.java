package io.rialto.bus;

/**
 * The bounds of what nodes say to each other.
 *
 * @param answerMillis how long the answer of another node is waited for
 * @param urgentBytes of urgent words that wait for a node that takes nothing now; of frames that wait for nodes that are
 *     seen later
 * @param compareMillis between two comparisons of what nodes know of each other's subscriptions
 * @param lingerMillis how long a subscription that nobody has any more stays announced
 * @param newcomerMillis how long a node that comes, or whose homes have moved, may need to be seen and to announce all
 * @param lossTopics topics whose losses on the way to a node are told apart
 */
public record TalkLimits(
        long answerMillis,
        long urgentBytes,
        long compareMillis,
        long lingerMillis,
        long newcomerMillis,
        int lossTopics) {
    /** What the settings say when nobody sets them. */
    public static final TalkLimits DEFAULT = new TalkLimits(10_000, 64L << 20, 5_000, 3_000, 5_000, 4096);
}
