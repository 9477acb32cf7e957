package io.rialto.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.SignIn;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GuestsTest {
    private static final Secrets INSTALLATION = new Secrets("of this test");

    @Test
    void aDeviceIsTheSameGuestAtEveryNodeAndAfterARestart() {
        assertThat(guest(new Guests(INSTALLATION, 1), "lamp")).isEqualTo(guest(new Guests(INSTALLATION, 2), "lamp"));
    }

    @Test
    void devicesAreDifferentGuests() {
        Guests guests = new Guests(INSTALLATION, 1);

        assertThat(guest(guests, "lamp")).isNotEqualTo(guest(guests, "door"));
        assertThat(guest(guests, null)).isNotEqualTo(guest(guests, null));
    }

    @Test
    void withoutADeviceEachIsSomebodyElseInTheWholeCluster() {
        Set<AccountId> all = new HashSet<>();
        for (long boot = 1; boot <= 12; boot++) {
            Guests node = new Guests(INSTALLATION, boot);
            for (int i = 0; i < 12; i++) {
                all.add(guest(node, null));
            }
        }

        assertThat(all).hasSize(144);
    }

    @Test
    void nobodyMakesTheIdOutOfTheDeviceAlone() {
        assertThat(guest(new Guests(INSTALLATION, 1), "lamp"))
                .isNotEqualTo(guest(new Guests(new Secrets("of another"), 1), "lamp"));
    }

    private static AccountId guest(Guests guests, String device) {
        DeviceId id = device == null ? null : new DeviceId(device);
        SignIn signIn = new SignIn(new Credentials.Anonymous(), id, "iot", "test", true);
        return guests.authenticate(signIn).result().orElseThrow().account();
    }
}
