package io.rialto.access;

import java.util.ArrayList;
import java.util.List;

/** What rules say to one session of one deed, its names in their place, in the order of the rules. Immutable. */
final class Articles {
    private record Article(Rule rule, TopicPattern topics) {}

    private final Deed deed;
    private final List<Article> all;

    private Articles(Deed deed, List<Article> all) {
        this.deed = deed;
        this.all = all;
    }

    /** Those of the rules that are about somebody, the first ones first. */
    static Articles of(Deed deed, Subject subject, List<Rule> first, List<Rule> then) {
        List<Article> articles = new ArrayList<>();
        add(articles, deed, subject, first);
        add(articles, deed, subject, then);
        return new Articles(deed, List.copyOf(articles));
    }

    /**
     * Null where it is allowed.
     *
     * @param open what becomes of what no rule speaks of
     */
    Denial decide(String topic, boolean open) {
        for (Article article : all) {
            if (article.topics().matches(topic)) {
                return article.rule().allows() ? null : denied(topic, article.rule());
            }
        }
        return open ? null : denied(topic, null);
    }

    /** Null where all topics of the filter are allowed. */
    Denial decideAll(String filter, boolean open) {
        TopicPattern asked = TopicPattern.of(filter);
        List<TopicPattern> granted = new ArrayList<>();
        for (Article article : all) {
            TopicPattern both = article.topics().meet(asked);
            if (both == null) {
                continue;
            }
            if (!article.rule().allows()) {
                if (granted.stream().noneMatch(earlier -> earlier.contains(both))) {
                    return denied(filter, article.rule());
                }
            } else if (article.topics().contains(asked)) {
                return null;
            } else {
                granted.add(both);
            }
        }
        return open ? null : denied(filter, null);
    }

    /** Null where any topic of the filter is allowed; where several rules together deny all of them it is not told. */
    Denial decideAny(String filter, boolean open) {
        TopicPattern asked = TopicPattern.of(filter);
        List<TopicPattern> taken = new ArrayList<>();
        for (Article article : all) {
            TopicPattern both = article.topics().meet(asked);
            if (both == null) {
                continue;
            }
            if (!article.rule().allows()) {
                if (article.topics().contains(asked)) {
                    return denied(filter, article.rule());
                }
                taken.add(both);
            } else if (taken.stream().noneMatch(earlier -> earlier.contains(both))) {
                return null;
            }
        }
        return open ? null : denied(filter, null);
    }

    private Denial denied(String topic, Rule rule) {
        return new Denial(deed, topic, rule);
    }

    private static void add(List<Article> articles, Deed deed, Subject subject, List<Rule> from) {
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
