package io.rialto.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.SignIn;
import org.junit.jupiter.api.Test;

class GuestsTest {
    private static final Secrets INSTALLATION = new Secrets("of this test");

    @Test
    void aDeviceIsTheSameGuestAtEveryNodeAndAfterARestart() {
        assertThat(guest(new Guests(INSTALLATION), "lamp")).isEqualTo(guest(new Guests(INSTALLATION), "lamp"));
    }

    @Test
    void devicesAreDifferentGuests() {
        Guests guests = new Guests(INSTALLATION);

        assertThat(guest(guests, "lamp")).isNotEqualTo(guest(guests, "door"));
        assertThat(guest(guests, null)).isNotEqualTo(guest(guests, null));
    }

    @Test
    void nobodyMakesTheIdOutOfTheDeviceAlone() {
        assertThat(guest(new Guests(INSTALLATION), "lamp"))
                .isNotEqualTo(guest(new Guests(new Secrets("of another")), "lamp"));
    }

    private static AccountId guest(Guests guests, String device) {
        DeviceId id = device == null ? null : new DeviceId(device);
        SignIn signIn = new SignIn(new Credentials.Anonymous(), id, "iot", "test", true);
        return guests.authenticate(signIn).result().orElseThrow().account();
    }
}
