package io.rialto.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every backend's boot store does. */
public abstract class BootStoreContract extends StorageContract {
    @Test
    void everyStartHasTheNextNumber() {
        assertThat(Await.result(boots().nextBoot())).isEqualTo(1);
        assertThat(Await.result(boots().nextBoot())).isEqualTo(2);

        reopen();

        assertThat(Await.result(boots().nextBoot())).isEqualTo(3);
    }

    @Test
    void noNumberIsGivenOutTwice() {
        List<Future<Long>> boots = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            boots.add(boots().nextBoot());
        }

        assertThat(boots.stream().map(Await::result)).doesNotHaveDuplicates().hasSize(30);
    }

    @Test
    void aValueStaysWhatItWasProposedAsFirst() {
        assertThat(Await.result(boots().valueOf("secret", "first"))).isEqualTo("first");
        assertThat(Await.result(boots().valueOf("secret", "second"))).isEqualTo("first");
        assertThat(Await.result(boots().valueOf("other", "third"))).isEqualTo("third");

        reopen();

        assertThat(Await.result(boots().valueOf("secret", "fourth"))).isEqualTo("first");
    }

    @Test
    void ofManyProposalsAtOnceAllHearTheSameOne() {
        List<Future<String>> values = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            values.add(boots().valueOf("secret", "proposal-" + i));
        }

        assertThat(values.stream().map(Await::result).distinct()).hasSize(1);
    }

    private BootStore boots() {
        return storage().boots();
    }
}
