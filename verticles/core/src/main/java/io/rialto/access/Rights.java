package io.rialto.access;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one session may do: the rules that are about it, with its names in their place, made when it is first asked for.
 * What a topic's answer was is remembered, so that a session that publishes to the same topics asks no rule again.
 * Confined to the connection's context; where there are no rules it keeps nothing and is shared by all.
 *
 * <p>A filter is granted where all its topics are: it never reads what would be denied topic by topic. It is refused as a
 * whole otherwise, so that nothing need be looked at when something is delivered.
 */
public final class Rights {
    /** Trees that have a meaning of their own: nobody publishes to them as to a channel, whatever a rule says. */
    private static final Set<String> OURS =
            Set.of("$SYS", "$inbox", "$group", "$stream", "$events", "$share", "$queue", "$ticket");

    private static final int REMEMBERED = 64;
    /** Longer topics are not remembered, so that a session cannot fill the memory with them. */
    private static final int REMEMBERED_LENGTH = 256;

    private record Article(Rule rule, TopicPattern topics) {}

    private final AccessRules rules;
    private final List<Rule> brought;
    private Subject subject;
    /** Null until they are asked for. */
    private List<Article> publishing;

    private List<Article> subscribing;
    /** The topic that was asked for last, with its answer: mostly the next one is the same. */
    private String lastTopic;

    private Denial lastAnswer;
    /** Null until a second topic is asked for. */
    private Map<String, Denial> answers;

    Rights(AccessRules rules, Subject subject, List<Rule> brought) {
        this.rules = rules;
        this.subject = subject;
        this.brought = brought;
    }

    /** Whether a topic or filter is in a tree of the gateway that has rights of its own. */
    public static boolean isOurs(String topic) {
        return OURS.contains(firstLevel(topic)) && !topic.startsWith("$SYS");
    }

    /** Whether this is a guest. */
    public boolean guest() {
        return subject.guest();
    }

    /** The groups they are a member of have changed. */
    public void memberOf(Set<String> groups) {
        if (!groups.equals(subject.groups())) {
            subject = subject.in(groups);
            publishing = null;
            subscribing = null;
            lastTopic = null;
            answers = null;
        }
    }

    /** Null where they may publish to this topic. */
    public Denial publish(String topic) {
        if (knowsNoRule()) {
            return rules.otherwise() && !topic.startsWith("$") ? null : new Denial(Deed.PUBLISH, topic, null);
        }
        if (!topic.equals(lastTopic)) {
            lastAnswer = lookUp(topic);
            lastTopic = topic;
        }
        return lastAnswer;
    }

    /** Null where they may subscribe to all topics of this filter. */
    public Denial subscribe(String filter) {
        if (knowsNoRule()) {
            return rules.otherwise() && !filter.startsWith("$") ? null : new Denial(Deed.SUBSCRIBE, filter, null);
        }
        TopicPattern asked = TopicPattern.of(filter);
        List<TopicPattern> granted = new ArrayList<>();
        for (Article article : subscribing()) {
            TopicPattern both = article.topics().meet(asked);
            if (both == null) {
                continue;
            }
            if (!article.rule().allows()) {
                if (granted.stream().noneMatch(earlier -> earlier.contains(both))) {
                    return new Denial(Deed.SUBSCRIBE, filter, article.rule());
                }
            } else if (article.topics().contains(asked)) {
                return null;
            } else {
                granted.add(both);
            }
        }
        boolean open = rules.otherwise() && !asked.isTree();
        return open ? null : new Denial(Deed.SUBSCRIBE, filter, null);
    }

    private boolean knowsNoRule() {
        return rules.all().isEmpty() && brought.isEmpty();
    }

    private Denial lookUp(String topic) {
        if (lastTopic == null || topic.length() > REMEMBERED_LENGTH) {
            return decide(topic);
        }
        if (answers == null) {
            answers = new LinkedHashMap<>(8, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Denial> eldest) {
                    return size() > REMEMBERED;
                }
            };
        }
        Denial known = answers.get(topic);
        if (known == null && !answers.containsKey(topic)) {
            known = decide(topic);
            answers.put(topic, known);
        }
        return known;
    }

    private Denial decide(String topic) {
        boolean tree = topic.startsWith("$");
        if (!tree || !OURS.contains(firstLevel(topic))) {
            for (Article article : publishing()) {
                if (article.topics().matches(topic)) {
                    return article.rule().allows() ? null : new Denial(Deed.PUBLISH, topic, article.rule());
                }
            }
        }
        return rules.otherwise() && !tree ? null : new Denial(Deed.PUBLISH, topic, null);
    }

    private static String firstLevel(String topic) {
        int slash = topic.indexOf('/');
        return slash < 0 ? topic : topic.substring(0, slash);
    }

    private List<Article> publishing() {
        if (publishing == null) {
            publishing = articles(Deed.PUBLISH);
        }
        return publishing;
    }

    private List<Article> subscribing() {
        if (subscribing == null) {
            subscribing = articles(Deed.SUBSCRIBE);
        }
        return subscribing;
    }

    private List<Article> articles(Deed deed) {
        List<Article> articles = new ArrayList<>();
        add(articles, deed, brought);
        add(articles, deed, rules.all());
        return List.copyOf(articles);
    }

    private void add(List<Article> articles, Deed deed, List<Rule> from) {
        for (Rule rule : from) {
            TopicPattern topics = rule.deeds().contains(deed) && rule.who().includes(subject)
                    ? rule.topics().with(subject.account().value(), subject.device())
                    : null;
            if (topics != null) {
                articles.add(new Article(rule, topics));
            }
        }
    }
}
