import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import java.nio.file.Files;
import java.nio.file.Path;

/** HiveMQ CE in the directory it is started in, letting everybody in; compiled and started by the bench, no part of it. */
final class HiveMqPeer {
    private HiveMqPeer() {}

    public static void main(String[] args) throws Exception {
        System.setOut(System.err); // its log
        Path here = Path.of("").toAbsolutePath();
        EmbeddedExtension open = EmbeddedExtension.builder()
                .withId("open")
                .withName("open")
                .withVersion("1")
                .withAuthor("bench")
                .withPriority(1)
                .withStartPriority(1)
                .withExtensionMain(new Open())
                .build();
        EmbeddedHiveMQ server = EmbeddedHiveMQ.builder()
                .withConfigurationFolder(here)
                .withDataFolder(Files.createDirectories(here.resolve("data")))
                .withExtensionsFolder(Files.createDirectories(here.resolve("extensions")))
                .withEmbeddedExtension(open)
                .build();
        server.start().join();
        Thread.currentThread().join();
    }

    private static final class Open implements ExtensionMain {
        @Override
        public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
            SimpleAuthenticator anybody = (asked, answer) -> answer.authenticateSuccessfully();
            Services.securityRegistry().setAuthenticatorProvider(any -> anybody);
        }

        @Override
        public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
            // It ends with its process.
        }
    }
}
