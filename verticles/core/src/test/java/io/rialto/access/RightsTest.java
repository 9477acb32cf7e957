package io.rialto.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.id.AccountId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RightsTest {
    private static final List<String> RULES = List.of(
            "deny guest all secret/#",
            "allow account:sensor-* publish sensors/%u/#",
            "deny account:sensor-* all #",
            "allow role:operator subscribe $SYS/#",
            "allow role:operator all #",
            "allow group:staff all staff/#",
            "deny * all staff/#",
            "allow user subscribe sensors/#",
            "allow * publish devices/%c/up",
            "allow * subscribe devices/%c/#");
    private static final List<String> ROLES = List.of("operator alice ops-*");

    @ParameterizedTest
    @CsvSource({
        "sensor-1, publish, sensors/sensor-1/t, true",
        "sensor-1, publish, sensors/sensor-2/t, false",
        "sensor-1, subscribe, sensors/sensor-1/t, false",
        "sensor-1, subscribe, #, false",
        "alice, subscribe, $SYS/#, true",
        "alice, subscribe, $SYS/clients, true",
        "alice, publish, $SYS/clients, false",
        "alice, publish, anything/else, true",
        "alice, subscribe, #, true",
        "ops-7, subscribe, $SYS/#, true",
        "bob, subscribe, $SYS/#, false",
        "bob, subscribe, $other/x, false",
        "bob, subscribe, sensors/+/t, true",
        "bob, subscribe, sensors/#, true",
        "bob, subscribe, +/x, false",
        "bob, subscribe, #, false",
        "bob, publish, sensors/x, false",
        "bob, publish, staff/x, false",
        "bob, publish, devices/phone/up, true",
        "bob, publish, devices/pad/up, false",
        "bob, subscribe, devices/phone/+, true",
        "bob, subscribe, devices/+/up, false",
    })
    void theFirstRuleThatSpeaksOfItDecides(String account, String deed, String topic, boolean allowed) {
        Rights rights = rights(account, false, Set.of());

        assertThat(ask(rights, deed, topic) == null).isEqualTo(allowed);
    }

    @Test
    void membersOfAGroupMayWhatItsRulesSayAndNoLongerThanTheyAreMembers() {
        Rights rights = rights("bob", false, Set.of("staff"));
        assertThat(rights.publish("staff/x")).isNull();
        assertThat(rights.subscribe("staff/#")).isNull();

        rights.memberOf(Set.of());

        assertThat(rights.publish("staff/x")).isNotNull();
        assertThat(rights.subscribe("staff/#")).isNotNull();
    }

    @Test
    void aGuestHasNoRoleWhateverItIsCalled() {
        Rights rights = AccessRules.parse(RULES, true, List.of("operator *"))
                .of(new Subject(new AccountId("alice"), "phone", true, Set.of(), Set.of()), List.of());

        assertThat(rights.subscribe("$SYS/#")).isNotNull();
        assertThat(rights.publish("secret/x")).isNotNull();
        assertThat(rights.subscribe("#")).isNotNull();
        assertThat(rights.publish("open/x")).isNull();
    }

    @Test
    void aFilterThatReadsSomethingDeniedIsRefusedUnlessThatWasAllowedBefore() {
        List<String> rules = List.of("allow * subscribe a/open/#", "deny * subscribe a/+/x", "allow * subscribe a/#");

        assertThat(of(rules, false).subscribe("a/#")).isNotNull();
        assertThat(of(rules, false).subscribe("a/open/x")).isNull();
        assertThat(of(rules, false).subscribe("a/open/+")).isNull();
        assertThat(of(rules, false).subscribe("a/+/y")).isNull();
        assertThat(of(List.of("allow * subscribe a/+/x", "deny * subscribe a/b/x"), true)
                        .subscribe("a/#"))
                .isNull();
    }

    @Test
    void whatTokensBringAlongIsAskedFirst() {
        AccessRules rules = AccessRules.parse(List.of("deny * all a/#"), true, List.of());
        Subject subject = new Subject(new AccountId("bob"), "phone", false, Set.of(), Set.of());

        Rights rights = rules.of(subject, AccessRules.brought(List.of("allow publish a/%u", "deny all #"), "token"));

        assertThat(rights.publish("a/bob")).isNull();
        assertThat(rights.publish("a/x").refusal().getMessage())
                .isEqualTo("no right to publish to a/x, access rule of the token 2 denies it");
        assertThat(rights.subscribe("b")).isNotNull();
    }

    @Test
    void whereThereAreNoRulesAllShareWhatTheyMay() {
        Subject alice = new Subject(new AccountId("alice"), "phone", false, Set.of(), Set.of());
        Subject bob = new Subject(new AccountId("bob"), "phone", false, Set.of(), Set.of());
        Subject guest = new Subject(new AccountId("guest-1"), "phone", true, Set.of(), Set.of());

        Rights rights = AccessRules.OPEN.of(alice, List.of());

        assertThat(rights)
                .isSameAs(AccessRules.OPEN.of(bob, List.of()))
                .isNotSameAs(AccessRules.OPEN.of(guest, List.of()));
        assertThat(AccessRules.OPEN.of(guest, List.of()).guest()).isTrue();
        assertThat(rights.publish("a")).isNull();
        assertThat(rights.subscribe("#")).isNull();
        assertThat(rights.publish("$x")).isNotNull();
        assertThat(rights.subscribe("$x/#")).isNotNull();
        Rights closed = AccessRules.parse(List.of(), false, List.of()).of(alice, List.of());
        assertThat(closed.publish("a")).isNotNull();
        assertThat(closed.subscribe("a")).isNotNull();
    }

    @Test
    void nobodyPublishesToTheTreesOfTheGateway() {
        Rights rights = of(List.of("allow * all $SYS/#", "allow * all $group/#", "allow * all $bridge/#"), true);

        assertThat(rights.publish("$SYS/x")).isNotNull();
        assertThat(rights.publish("$group/team")).isNotNull();
        assertThat(rights.publish("$other/x")).isNotNull();
        assertThat(rights.publish("$bridge/x")).isNull();
    }

    @Test
    void roomsAreOpenWhereChannelsAreAndARuleThatNamesThemDecides() {
        List<String> rules =
                List.of("deny * publish $group/a/#", "allow * all $stream/s/0/%u", "deny * all $stream/s/#");

        Rights open = of(rules, true);
        assertThat(open.say("$group/a")).isNotNull();
        assertThat(open.say("$group/a/signal")).isNotNull();
        assertThat(open.say("$group/b")).isNull();
        assertThat(open.hear("$group/a")).isNull();
        assertThat(open.say("$stream/s/0/bob")).isNull();
        assertThat(open.say("$stream/s/0/alice")).isNotNull();
        assertThat(open.hearAll("$stream/s/0/+")).isNotNull();
        assertThat(open.hearAll("$stream/t/0/+")).isNull();
        assertThat(open.enter("$stream/s/#")).isNull();
        assertThat(open.publish("$group/b")).as("as a channel").isNotNull();
        assertThat(open.say("$group/b")).as("as a room, after that").isNull();

        Rights closed = of(rules, false);
        assertThat(closed.say("$group/b")).isNotNull();
        assertThat(closed.hear("$user/alice")).isNotNull();
        assertThat(closed.hearAll("$stream/t/0/+")).isNotNull();
        assertThat(closed.enter("$stream/s/#")).isNull();
        assertThat(closed.enter("$stream/t/#")).isNotNull();
        assertThat(closed.inbox()).isNull();
    }

    @Test
    void noWildcardAtTheFirstLevelSpeaksOfRooms() {
        Rights rights = of(List.of("deny * all #", "deny * all +/team"), true);

        assertThat(rights.say("$group/team")).isNull();
        assertThat(rights.hear("$group/team")).isNull();
        assertThat(of(List.of("deny * all $group/#"), true).enter("$group/#")).isNotNull();
    }

    @Test
    void anAnswerIsTheSameTheSecondTime() {
        Rights rights = rights("bob", false, Set.of());

        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 200; i++) {
                assertThat(rights.publish("devices/phone/up")).isNull();
                assertThat(rights.publish("devices/" + i + "/up")).isNotNull();
            }
        }
    }

    @Test
    void aRefusalSaysWhichRuleNotWhatItSays() {
        Denial denial = rights("bob", false, Set.of()).publish("staff/x");

        assertThat(denial.refusal().code()).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(denial.refusal().getMessage()).isEqualTo("no right to publish to staff/x, access rule 7 denies it");
        assertThat(denial.reason()).isEqualTo("access rule 7 denies it: deny * all staff/#");
        assertThat(rights("bob", false, Set.of()).publish("x").refusal().getMessage())
                .isEqualTo("no right to publish to x, no access rule allows it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "allow user all ~ access rule 2 is \"allow user all\", expected allow|deny WHO",
                "permit user all a ~ access rule 2 begins with \"permit\", expected allow or deny",
                "allow users all a ~ access rule 2 is about \"users\", expected *, user",
                "allow role: all a ~ access rule 2 is about \"role:\", expected *",
                "allow user:bob all a ~ access rule 2 is about \"user:bob\", expected",
                "allow user read a ~ access rule 2 is about \"read\", expected publish, subscribe or all",
                "allow user all a/#/b ~ access rule 2 names no topics: topic filter has a misplaced '#' at position 2",
            })
    void aWrongRuleIsRefusedWithWhatIsWrong(String rule, String message) {
        assertThatThrownBy(() -> AccessRules.parse(List.of("allow * all a", rule), true, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void aRoleWithoutAccountsIsRefused() {
        assertThatThrownBy(() -> AccessRules.parse(List.of(), true, List.of("operator")))
                .hasMessageStartingWith("access role 1 is \"operator\", expected ROLE ACCOUNT…");
    }

    private static Rights rights(String account, boolean guest, Set<String> groups) {
        return AccessRules.parse(RULES, false, ROLES)
                .of(new Subject(new AccountId(account), "phone", guest, Set.of(), groups), List.of());
    }

    private static Rights of(List<String> rules, boolean otherwise) {
        return AccessRules.parse(rules, otherwise, List.of())
                .of(new Subject(new AccountId("bob"), null, false, Set.of(), Set.of()), List.of());
    }

    private static Denial ask(Rights rights, String deed, String topic) {
        return deed.equals("publish") ? rights.publish(topic) : rights.subscribe(topic);
    }
}
