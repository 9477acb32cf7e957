package io.rialto.contract.session;

import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.id.SessionId;

/**
 * What is known of a session.
 *
 * @param platform the class of device as the client says: mobile, pad, web, desktop, mini, iot, server
 * @param protocol the door it came through: websocket, mqtt, http …
 * @param since milliseconds since 1970 when it opened
 */
public record SessionInfo(
        SessionId id, AccountId account, DeviceId device, String platform, String protocol, long since) {}
