package io.rialto.storage;

import static io.rialto.storage.Entries.account;
import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.id.DeviceId;
import io.rialto.contract.message.Content;
import io.rialto.contract.session.DurableSubscription;
import io.rialto.contract.session.DurableWill;
import io.rialto.contract.session.DurableWish;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every backend's store of durable sessions does, but for their queues. */
public abstract class SessionStoreContract extends StorageContract {
    private static final long NOW = Entries.TS;
    private static final long HOUR = 3_600_000;
    private static final DurableSubscription A = new DurableSubscription("a/+", 1, true, false, 7);
    private static final DurableSubscription B = new DurableSubscription("b", 2, false, true, 0);

    @Test
    void beginsASessionThatIsThereTheNextTime() {
        SessionOpened first = open("phone", HOUR, 1, NOW);
        close(first.key(), 1, HOUR, false, NOW);

        SessionOpened again = open("phone", HOUR, 2, NOW + HOUR - 1);

        assertThat(first.present()).isFalse();
        assertThat(first.key()).isPositive();
        assertThat(again.present()).isTrue();
        assertThat(again.key()).isEqualTo(first.key());
    }

    @Test
    void keepsNothingOfWhoWantsNothingKept() {
        SessionOpened opened = open("phone", 0, 1, NOW);

        assertThat(opened.key()).isZero();
        assertThat(opened.present()).isFalse();
        assertThat(table(0).changed()).isEmpty();
    }

    @Test
    void sessionsOfOtherDevicesAndAccountsAreOthers() {
        SessionOpened phone = open("phone", HOUR, 1, NOW);
        SessionOpened watch = open("watch", HOUR, 2, NOW);
        SessionOpened bobs = Await.result(sessions()
                .open(new SessionOpening(
                        account("bob"), new DeviceId("phone"), new DurableWish(false, HOUR, null), 3, NOW)));

        assertThat(List.of(phone.key(), watch.key(), bobs.key())).doesNotHaveDuplicates();
        assertThat(watch.present()).isFalse();
        assertThat(bobs.present()).isFalse();
    }

    @Test
    void endsWithItsTime() {
        SessionOpened first = open("phone", HOUR, 1, NOW);
        subscribe(first.key(), A);
        close(first.key(), 1, HOUR, false, NOW);

        SessionOpened late = open("phone", HOUR, 2, NOW + HOUR);

        assertThat(late.present()).isFalse();
        assertThat(late.ended()).isEqualTo(first.key());
        assertThat(late.key()).isNotEqualTo(first.key());
        assertThat(late.subscriptions()).isEmpty();
    }

    @Test
    void aCleanStartEndsWhatWasThere() {
        SessionOpened first = open("phone", HOUR, 1, NOW);
        subscribe(first.key(), A);
        close(first.key(), 1, HOUR, false, NOW);

        SessionOpened clean = clean("phone", HOUR, 2);

        assertThat(clean.present()).isFalse();
        assertThat(clean.ended()).isEqualTo(first.key());
        assertThat(clean.subscriptions()).isEmpty();
        assertThat(clean("phone", 0, 3).ended()).isEqualTo(clean.key());
        assertThat(open("phone", 0, 4, NOW).key()).isZero();
    }

    @Test
    void goesOnOnceMoreForWhoKeepsNothingAfterwards() {
        SessionOpened first = open("phone", HOUR, 1, NOW);
        close(first.key(), 1, HOUR, false, NOW);

        SessionOpened last = open("phone", 0, 2, NOW);
        long version = Await.result(sessions().close(new SessionClosing(last.key(), 2, 0, 0, false, NOW)));

        assertThat(last.present()).isTrue();
        assertThat(version).isPositive();
        assertThat(open("phone", HOUR, 3, NOW).present()).isFalse();
    }

    @Test
    void keepsSubscriptionsToTheLastOption() {
        SessionOpened first = open("phone", HOUR, 1, NOW);
        subscribe(first.key(), A);
        subscribe(first.key(), B);
        DurableSubscription changed = new DurableSubscription("a/+", 2, false, false, 0);
        subscribe(first.key(), changed);
        reopen();

        assertThat(open("phone", HOUR, 2, NOW).subscriptions()).containsExactly(changed, B);
        assertThat(Await.result(sessions().unsubscribe(first.key(), "a/+"))).isPositive();
        assertThat(open("phone", HOUR, 3, NOW).subscriptions()).containsExactly(B);
    }

    @Test
    void aSessionThatIsGoneTakesNoSubscription() {
        assertThat(subscribe(4711, A)).isZero();
        assertThat(Await.result(sessions().unsubscribe(4711, "a"))).isZero();
    }

    @Test
    void tellsWhatHasChangedSince() {
        SessionOpened phone = open("phone", HOUR, 1, NOW);
        SessionOpened watch = open("watch", HOUR, 2, NOW);
        subscribe(phone.key(), A);
        SessionChanges all = table(0);

        assertThat(all.changed()).extracting(DurableRecord::key).containsExactly(phone.key(), watch.key());
        assertThat(all.changed().get(0).subscriptions()).containsExactly(A);
        assertThat(all.changed().get(0).account()).isEqualTo(account("alice"));
        assertThat(all.changed().get(0).device()).isEqualTo(new DeviceId("phone"));
        assertThat(table(all.version()).changed()).isEmpty();

        long version = subscribe(watch.key(), B);
        clean("phone", 0, 3);
        SessionChanges some = table(all.version());

        assertThat(some.changed()).extracting(DurableRecord::key).containsExactly(watch.key());
        assertThat(some.changed().get(0).version()).isEqualTo(version);
        assertThat(some.ended()).containsExactly(phone.key());
        assertThat(some.version()).isGreaterThan(all.version());
    }

    @Test
    void onlyWhoHoldsASessionClosesIt() {
        SessionOpened first = open("phone", HOUR, 1, NOW);
        open("phone", HOUR, 2, NOW);

        close(first.key(), 1, 0, false, NOW);

        assertThat(Await.result(sessions().due(NOW + 2 * HOUR, 10))).isEmpty();
        assertThat(open("phone", HOUR, 3, NOW + 2 * HOUR).present()).isTrue();
    }

    @Test
    void whatIsHeldByAStartThatIsOverLosesItsConnection() {
        SessionOpened lost = open("phone", HOUR, 7L << 32 | 1, NOW);
        SessionOpened held = open("watch", HOUR, 8L << 32 | 1, NOW);

        assertThat(Await.result(sessions().orphan(List.of(8L, 9L), NOW))).isEqualTo(1);
        assertThat(Await.result(sessions().orphan(List.of(8L, 9L), NOW))).isZero();

        assertThat(Await.result(sessions().due(NOW + HOUR, 10)))
                .extracting(DueSession::key)
                .containsExactly(lost.key())
                .doesNotContain(held.key());
    }

    @Test
    void whoWasTakenForLostHoldsItsSessionAgain() {
        SessionOpened phone = open("phone", HOUR, 7L << 32 | 1, NOW);
        Await.result(sessions().orphan(List.of(8L), NOW));

        assertThat(Await.result(sessions().hold(phone.key(), 7L << 32 | 1))).isTrue();
        assertThat(Await.result(sessions().due(NOW + HOUR, 10))).isEmpty();
        open("phone", HOUR, 9L << 32 | 1, NOW);
        assertThat(Await.result(sessions().hold(phone.key(), 7L << 32 | 1))).isFalse();
        assertThat(Await.result(sessions().hold(4711, 1))).isFalse();
    }

    @Test
    void endsWhatHasExpiredOnce() {
        SessionOpened phone = open("phone", HOUR, 1, NOW);
        close(phone.key(), 1, HOUR, false, NOW);

        assertThat(Await.result(sessions().end(phone.key(), NOW + HOUR - 1))).isZero();
        assertThat(Await.result(sessions().end(phone.key(), NOW + HOUR))).isPositive();
        assertThat(Await.result(sessions().end(phone.key(), NOW + HOUR))).isZero();
        assertThat(table(0).changed()).isEmpty();
    }

    @Test
    void neverEndsWhatLivesForEver() {
        SessionOpened phone = open("phone", DurableWish.FOR_EVER, 1, NOW);
        close(phone.key(), 1, DurableWish.FOR_EVER, false, NOW);

        assertThat(Await.result(sessions().due(NOW + 10_000L * 365 * 24 * HOUR, 10)))
                .isEmpty();
    }

    @Test
    void aWillIsDueAfterItsDelayAtTheLatestWithTheSession() {
        SessionOpened phone = opened("phone", HOUR, will(1000), 1);
        close(phone.key(), 1, HOUR, true, NOW);

        assertThat(Await.result(sessions().due(NOW + 999, 10))).isEmpty();
        DueSession due = Await.result(sessions().due(NOW + 1000, 10)).get(0);
        assertThat(due.expired()).isFalse();
        assertThat(due.will().topic()).isEqualTo("will");
        assertThat(due.will().content().bytes()).containsExactly(1, 2);
        assertThat(due.will().content().attrs().get("x")).containsExactly(9);
        assertThat(due.will().qos()).isEqualTo(1);
        assertThat(due.will().retain()).isTrue();
        assertThat(due.will().lifeMillis()).isEqualTo(Long.MAX_VALUE);

        Await.result(sessions().willPublished(phone.key(), NOW + 1000));
        assertThat(Await.result(sessions().due(NOW + 1000, 10))).isEmpty();

        SessionOpened watch = opened("watch", HOUR, will(2 * HOUR), 2);
        close(watch.key(), 2, HOUR, true, NOW);
        DueSession ended = Await.result(sessions().due(NOW + HOUR, 10)).stream()
                .filter(one -> one.key() == watch.key())
                .findFirst()
                .orElseThrow();
        assertThat(ended.expired()).isTrue();
        assertThat(ended.will()).isNotNull();
    }

    @Test
    void whoComesBackInTimeTakesItsWillBack() {
        SessionOpened phone = opened("phone", HOUR, will(1000), 1);
        close(phone.key(), 1, HOUR, true, NOW);

        SessionOpened back = open("phone", HOUR, 2, NOW + 500);
        close(phone.key(), 2, HOUR, true, NOW + 600);

        assertThat(back.endedWill()).isNull();
        assertThat(Await.result(sessions().due(NOW + 10_000, 10))).isEmpty();
    }

    @Test
    void whoComesBackTooLateOrCleanLeavesItsWillToBePublished() {
        SessionOpened phone = opened("phone", HOUR, will(1000), 1);
        close(phone.key(), 1, HOUR, true, NOW);
        SessionOpened watch = opened("watch", HOUR, will(1000), 2);
        close(watch.key(), 2, HOUR, true, NOW);
        SessionOpened quiet = opened("quiet", HOUR, will(1000), 3);
        close(quiet.key(), 3, HOUR, false, NOW);

        assertThat(open("phone", HOUR, 4, NOW + 1001).endedWill()).isNotNull();
        assertThat(clean("watch", HOUR, 5).endedWill()).isNotNull();
        assertThat(clean("quiet", HOUR, 6).endedWill()).isNull();
    }

    @Test
    void theWillOfWhoeverIsLostIsDue() {
        SessionOpened phone = opened("phone", HOUR, will(1000), 7L << 32 | 1);

        Await.result(sessions().orphan(List.of(8L), NOW));

        assertThat(Await.result(sessions().due(NOW + 999, 10))).isEmpty();
        assertThat(Await.result(sessions().due(NOW + 1000, 10)))
                .extracting(DueSession::key)
                .containsExactly(phone.key());
    }

    private static DurableWill will(long delay) {
        Content content = new Content("", new byte[] {1, 2}, Map.of("x", new byte[] {9}));
        return new DurableWill("will", content, 1, true, Long.MAX_VALUE, delay);
    }

    private SessionOpened open(String device, long expiry, long holder, long now) {
        return Await.result(sessions()
                .open(new SessionOpening(
                        account("alice"), new DeviceId(device), new DurableWish(false, expiry, null), holder, now)));
    }

    private SessionOpened opened(String device, long expiry, DurableWill will, long holder) {
        return Await.result(sessions()
                .open(new SessionOpening(
                        account("alice"), new DeviceId(device), new DurableWish(false, expiry, will), holder, NOW)));
    }

    private SessionOpened clean(String device, long expiry, long holder) {
        return Await.result(sessions()
                .open(new SessionOpening(
                        account("alice"), new DeviceId(device), new DurableWish(true, expiry, null), holder, NOW)));
    }

    private void close(long key, long holder, long expiry, boolean will, long now) {
        Await.result(sessions().close(new SessionClosing(key, holder, 0, expiry, will, now)));
    }

    private long subscribe(long key, DurableSubscription subscription) {
        return Await.result(sessions().subscribe(key, subscription, false));
    }

    private SessionChanges table(long since) {
        return Await.result(sessions().changes(since));
    }

    private SessionStore sessions() {
        return storage().sessions();
    }
}
