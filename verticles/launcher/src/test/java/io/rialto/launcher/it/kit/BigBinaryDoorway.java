package io.rialto.launcher.it.kit;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** By the big-binary protocol. */
final class BigBinaryDoorway implements Doorway {
    private final BigBinaryDevice device;

    BigBinaryDoorway(NodeUnderTest node, String account) {
        device = BigBinaryDevice.signedIn(node, account, "");
    }

    @Override
    public String publish(String room, String text) {
        if (!room.startsWith("s:")) {
            return told(device.send(room, "", text));
        }
        int handle = device.join(room).handle();
        return told(device.publish(handle, 0, text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String subscribe(String room) {
        if (room.indexOf(':') < 0) {
            return UNSUPPORTED; // what is said to an account comes by its inbox
        }
        if (room.startsWith("s:")) {
            return told(device.trySubscribe(room));
        }
        return told(device.listen(room.startsWith("g:") ? "$group/" + room.substring(2) : room.substring(2)));
    }

    @Override
    public String history(String room) {
        return UNSUPPORTED;
    }

    private static String told(CompletableFuture<?> answer) {
        return answer.handle((done, failure) -> failure == null ? OK : failure.getMessage())
                .orTimeout(Wait.LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    @Override
    public void close() {
        device.close();
    }
}
