package io.rialto.access;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was answered for topics, so that a session that comes back to the same ones asks no rule again. Bounded. Confined
 * to the connection's context.
 */
final class Answers {
    private static final int REMEMBERED = 64;
    /** Longer topics are not remembered, so that a session cannot fill the memory with them. */
    private static final int REMEMBERED_LENGTH = 256;

    /** The topic that was asked for last, with its answer: mostly the next one is the same. */
    private String lastTopic;

    private Denial lastAnswer;
    /** Null until a second topic is asked for. */
    private Map<String, Denial> others;

    /**
     * The answer of before, else that of the rules.
     *
     * @param open what becomes of what no rule speaks of; always the same for the same topic
     */
    Denial of(String topic, Articles rules, boolean open) {
        if (!topic.equals(lastTopic)) {
            lastAnswer = lookUp(topic, rules, open);
            lastTopic = topic;
        }
        return lastAnswer;
    }

    /** The rules say something else now. */
    void forget() {
        lastTopic = null;
        others = null;
    }

    private Denial lookUp(String topic, Articles rules, boolean open) {
        if (lastTopic == null || topic.length() > REMEMBERED_LENGTH) {
            return rules.decide(topic, open);
        }
        if (others == null) {
            others = new LinkedHashMap<>(8, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Denial> eldest) {
                    return size() > REMEMBERED;
                }
            };
        }
        Denial known = others.get(topic);
        if (known == null && !others.containsKey(topic)) {
            known = rules.decide(topic, open);
            others.put(topic, known);
        }
        return known;
    }
}
