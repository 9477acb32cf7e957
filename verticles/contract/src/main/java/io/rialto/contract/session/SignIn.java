package io.rialto.contract.session;

import io.rialto.contract.id.DeviceId;

/**
 * A request for a session.
 *
 * @param device which device of the account; null for a session without one, which has no cursor (HTTP)
 * @param platform class of device as the client says
 * @param protocol the door: websocket, mqtt, http …
 * @param guests whether this door lets guests in now (decisions 4)
 * @param durable what shall outlive the connection; null where the door knows of no such thing
 * @param will where its will goes that is for no channel; null where there is none
 * @param origin where it comes from
 */
public record SignIn(
        Credentials credentials,
        DeviceId device,
        String platform,
        String protocol,
        boolean guests,
        DurableWish durable,
        WillPlace will,
        Origin origin) {
    /** A request for a session that ends with its connection, of a door that knows of no other. */
    public SignIn(Credentials credentials, DeviceId device, String platform, String protocol, boolean guests) {
        this(credentials, device, platform, protocol, guests, null);
    }

    /** A request of which nobody has said yet where it comes from. */
    public SignIn(
            Credentials credentials,
            DeviceId device,
            String platform,
            String protocol,
            boolean guests,
            DurableWish durable) {
        this(credentials, device, platform, protocol, guests, durable, null, Origin.UNKNOWN);
    }

    /** The same with another proof. */
    public SignIn by(Credentials proof) {
        return new SignIn(proof, device, platform, protocol, guests, durable, will, origin);
    }

    /** The same from there. */
    public SignIn from(Origin place) {
        return new SignIn(credentials, device, platform, protocol, guests, durable, will, place);
    }

    /** The same with a will that goes there. */
    public SignIn leaving(WillPlace place) {
        return new SignIn(credentials, device, platform, protocol, guests, durable, place, origin);
    }
}
