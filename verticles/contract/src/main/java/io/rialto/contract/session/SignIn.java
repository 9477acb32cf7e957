package io.rialto.contract.session;

import io.rialto.contract.id.DeviceId;

/**
 * A request for a session.
 *
 * @param device which device of the account; null for a session without one, which has no cursor (HTTP)
 * @param platform class of device as the client says
 * @param protocol the door: websocket, mqtt, http …
 * @param guests whether this door lets guests in now (decisions 4)
 */
public record SignIn(Credentials credentials, DeviceId device, String platform, String protocol, boolean guests) {}
