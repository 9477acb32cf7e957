package io.rialto.launcher.mqtt;

import com.hivemq.client.mqtt.datatypes.MqttUtf8String;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientConfig;
import com.hivemq.client.mqtt.mqtt5.auth.Mqtt5EnhancedAuthMechanism;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5Auth;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5AuthBuilder;
import com.hivemq.client.mqtt.mqtt5.message.auth.Mqtt5EnhancedAuthBuilder;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5Disconnect;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/** SCRAM-SHA-256 for HiveMQ's client. */
final class HiveMqScram implements Mqtt5EnhancedAuthMechanism {
    private final String login;
    private final String password;
    private ScramClient scram;

    HiveMqScram(String login, String password) {
        this.login = login;
        this.password = password;
    }

    @Override
    public MqttUtf8String getMethod() {
        return MqttUtf8String.of(ScramClient.METHOD);
    }

    @Override
    public int getTimeout() {
        return 10;
    }

    @Override
    public CompletableFuture<Void> onAuth(
            Mqtt5ClientConfig config, Mqtt5Connect connect, Mqtt5EnhancedAuthBuilder auth) {
        scram = new ScramClient(login, password, "first");
        auth.data(scram.first());
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> onReAuth(Mqtt5ClientConfig config, Mqtt5AuthBuilder auth) {
        scram = new ScramClient(login, password, "second");
        auth.data(scram.first());
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Boolean> onContinue(Mqtt5ClientConfig config, Mqtt5Auth asked, Mqtt5AuthBuilder auth) {
        auth.data(scram.last(bytes(asked.getData().orElseThrow())));
        return CompletableFuture.completedFuture(true);
    }

    @Override
    public CompletableFuture<Boolean> onAuthSuccess(Mqtt5ClientConfig config, Mqtt5ConnAck answer) {
        return CompletableFuture.completedFuture(answer.getEnhancedAuth()
                .flatMap(proof -> proof.getData())
                .filter(said -> scram.believes(bytes(said)))
                .isPresent());
    }

    @Override
    public CompletableFuture<Boolean> onReAuthSuccess(Mqtt5ClientConfig config, Mqtt5Auth answer) {
        return CompletableFuture.completedFuture(
                answer.getData().filter(said -> scram.believes(bytes(said))).isPresent());
    }

    @Override
    public void onAuthRejected(Mqtt5ClientConfig config, Mqtt5ConnAck refusal) {
        // The test sees it.
    }

    @Override
    public void onReAuthRejected(Mqtt5ClientConfig config, Mqtt5Disconnect refusal) {
        // The test sees it.
    }

    @Override
    public void onAuthError(Mqtt5ClientConfig config, Throwable cause) {
        // The test sees it.
    }

    @Override
    public void onReAuthError(Mqtt5ClientConfig config, Throwable cause) {
        // The test sees it.
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
