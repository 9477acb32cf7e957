package io.rialto.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.config.TlsConfig;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ListenFailureTest {
    private static final TlsConfig PLAIN = new TlsConfig("", "");

    @Test
    void namesTheListenerAndItsAddress() {
        Exception taken = new IOException("bind(..) failed with error(-98): Address already in use");

        assertThat(new ListenFailure("listeners.mqtt", "127.0.0.1", 1883, PLAIN, taken))
                .hasMessage("listeners.mqtt cannot listen on 127.0.0.1:1883: Address already in use");
    }

    @Test
    void namesTheFilesOfTls() {
        Exception noKey = new IOException("Missing -----BEGIN PRIVATE KEY-----");

        assertThat(new ListenFailure("management", "::1", 9090, new TlsConfig("c.pem", "k.pem"), noKey))
                .hasMessage("management cannot listen on ::1:9090 with TLS from c.pem and k.pem:"
                        + " Missing -----BEGIN PRIVATE KEY-----");
    }

    @Test
    void hasWordsForACauseWithoutAny() {
        assertThat(new ListenFailure("listeners.http", "h", 1, PLAIN, new IllegalStateException()))
                .hasMessage("listeners.http cannot listen on h:1: java.lang.IllegalStateException");
    }
}
