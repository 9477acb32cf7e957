package io.rialto.launcher.it.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One node in this JVM for all tests of a class; tests get it as a parameter of type {@link NodeUnderTest}. */
public final class GatewayExtension implements BeforeAllCallback, AfterAllCallback, ParameterResolver {
    private final Map<String, String> settings = new LinkedHashMap<>();
    private Path data;
    private NodeUnderTest node;

    /** With this setting. */
    public GatewayExtension with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** The node, once the tests of the class have begun. */
    NodeUnderTest node() {
        return node;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        data = Files.createTempDirectory("rialto-it-");
        node = new EmbeddedNode(data, settings);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (node != null) {
            node.close();
        }
        try (Stream<Path> all = Files.walk(data)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == NodeUnderTest.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return node;
    }
}
