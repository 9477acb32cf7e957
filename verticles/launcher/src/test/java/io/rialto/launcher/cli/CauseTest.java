package io.rialto.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

final class CauseTest {
    @Test
    void saysWhatIsTheMatterWithAFile() {
        assertThat(Cause.of(new AccessDeniedException("a.jsa"))).isEqualTo("no permission for a.jsa");
        assertThat(Cause.of(new UncheckedIOException(new AccessDeniedException("a.jsa"))))
                .isEqualTo("no permission for a.jsa");
        assertThat(Cause.of(new NoSuchFileException("c.pem"))).isEqualTo("there is no c.pem");
    }

    @Test
    void saysWhatIsTheMatterWithAConnection() {
        assertThat(Cause.of(new CompletionException(new ConnectException()))).isEqualTo("connection refused");
        assertThat(Cause.of(new IOException("reset"))).isEqualTo("reset");
    }
}
