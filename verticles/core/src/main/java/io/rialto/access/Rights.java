package io.rialto.access;

import java.util.List;
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
            Set.of("$SYS", "$inbox", "$user", "$group", "$stream", "$events", "$share", "$queue", "$ticket");

    private final AccessRules rules;
    private final List<Rule> brought;
    private Subject subject;
    /** Null until they are asked for. */
    private Articles publishing;

    private Articles subscribing;
    private final Answers publishable = new Answers();
    private final Answers audible = new Answers();

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
            publishable.forget();
            audible.forget();
        }
    }

    /** Whether every channel and room is open to them, as far as rules go: nothing else need be asked. */
    public boolean areOpen() {
        return knowNoRule() && rules.otherwise();
    }

    /** Null where they may publish to this channel. */
    public Denial publish(String topic) {
        if (knowNoRule()) {
            return channelIsOpen(topic) ? null : new Denial(Deed.PUBLISH, topic, null);
        }
        return isReserved(topic)
                ? new Denial(Deed.PUBLISH, topic, null)
                : publishable.of(topic, publishing(), channelIsOpen(topic));
    }

    /** Null where they may subscribe to all channels of this filter. */
    public Denial subscribe(String filter) {
        if (knowNoRule() || isOurs(filter)) {
            return channelIsOpen(filter) ? null : new Denial(Deed.SUBSCRIBE, filter, null);
        }
        return subscribing().decideAll(filter, channelIsOpen(filter));
    }

    /** Null where rules let them say something in a room, which has this topic ({@link RoomTopics}). */
    public Denial say(String roomTopic) {
        return areOpen() ? null : publishable.of(roomTopic, publishing(), rules.otherwise());
    }

    /** Null where rules let them hear, or read, what is said in a room, which has this topic. */
    public Denial hear(String roomTopic) {
        return areOpen() ? null : audible.of(roomTopic, subscribing(), rules.otherwise());
    }

    /** Null where rules let them hear all of a room that this filter names. */
    public Denial hearAll(String roomFilter) {
        return areOpen() ? null : subscribing().decideAll(roomFilter, rules.otherwise());
    }

    /** Null where rules let them say or hear anything of what this filter names. */
    public Denial enter(String roomFilter) {
        if (areOpen() || publishing().decideAny(roomFilter, rules.otherwise()) == null) {
            return null;
        }
        return subscribing().decideAny(roomFilter, rules.otherwise());
    }

    /** Null unless a rule denies them their own inbox. */
    public Denial inbox() {
        return knowNoRule() ? null : subscribing().decide(RoomTopics.INBOX, true);
    }

    private boolean knowNoRule() {
        return rules.all().isEmpty() && brought.isEmpty();
    }

    private boolean channelIsOpen(String topic) {
        return rules.otherwise() && !topic.startsWith("$");
    }

    private static boolean isReserved(String topic) {
        return topic.startsWith("$") && OURS.contains(firstLevel(topic));
    }

    private static String firstLevel(String topic) {
        int slash = topic.indexOf('/');
        return slash < 0 ? topic : topic.substring(0, slash);
    }

    private Articles publishing() {
        if (publishing == null) {
            publishing = Articles.of(Deed.PUBLISH, subject, brought, rules.all());
        }
        return publishing;
    }

    private Articles subscribing() {
        if (subscribing == null) {
            subscribing = Articles.of(Deed.SUBSCRIBE, subject, brought, rules.all());
        }
        return subscribing;
    }
}
