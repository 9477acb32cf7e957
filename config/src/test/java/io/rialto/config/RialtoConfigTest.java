package io.rialto.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RialtoConfigTest {
    private static final Path FULL = Path.of("src", "test", "resources", "full.yaml");
    private static final TlsConfig NO_TLS = new TlsConfig("", "");
    private static final ProxyConfig NO_PROXY = new ProxyConfig(false, List.of());

    @Test
    void everySettingHasADefaultThatRuns() {
        RialtoConfig config = ConfigReader.read(Optional.empty(), Map.of(), List.of());

        assertThat(config).isEqualTo(defaults()).isEqualTo(RialtoConfig.defaults());
    }

    @Test
    void everyKeyReachesItsComponent() {
        RialtoConfig config = ConfigReader.read(Optional.of(FULL), Map.of(), List.of());

        assertThat(config).isEqualTo(full());
    }

    @Test
    void theFullFileLeavesNoSettingAtItsDefault() {
        String full = ConfigPrinter.print(ConfigReader.read(Optional.of(FULL), Map.of(), List.of()));

        String defaults = ConfigPrinter.print(RialtoConfig.defaults());

        List<String> settings = full.lines().filter(line -> !line.endsWith(":")).toList();
        assertThat(settings).hasSameSizeAs(SettingsReference.settings()).isNotEmpty();
        assertThat(defaults.lines().toList()).hasSize((int) full.lines().count());
        assertThat(unchanged(defaults, full)).isEmpty();
    }

    @Test
    void theStorageUriHasTheDataDirectoryInItsPlace() {
        RialtoConfig config = ConfigReader.read(Optional.empty(), Map.of(), List.of("node.data=/srv/rialto"));

        assertThat(config.storageUri()).isEqualTo("sqlite:/srv/rialto/rialto.db");
    }

    @Test
    void noSecretIsInTheTextOfAConfiguration() {
        RialtoConfig config = full();

        assertThat(config.toString())
                .doesNotContain("operator")
                .doesNotContain("0123456789abcdef")
                .doesNotContain("fedcba9876543210")
                .doesNotContain(":pw@")
                .contains("********");
    }

    @Test
    void tlsIsOnWhenItHasACertificate() {
        assertThat(NO_TLS.enabled()).isFalse();
        assertThat(new TlsConfig("a.pem", "a.key").enabled()).isTrue();
    }

    private static List<String> unchanged(String defaults, String full) {
        List<String> before = defaults.lines().toList();
        List<String> after = full.lines().toList();
        return IntStream.range(0, before.size())
                .filter(line -> !before.get(line).endsWith(":"))
                .filter(line -> before.get(line).equals(after.get(line)))
                .mapToObj(before::get)
                .toList();
    }

    private static RialtoConfig defaults() {
        return new RialtoConfig(
                new NodeConfig(Path.of("data"), 0, 0, NodeConfig.Transport.AUTO, Duration.ofSeconds(9)),
                new StorageConfig(
                        "sqlite:{node.data}/rialto.db",
                        256,
                        8192,
                        67_108_864,
                        2,
                        2,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        64,
                        200_000,
                        Duration.ofSeconds(1),
                        200_000),
                defaultListeners(),
                new ManagementConfig(
                        true,
                        "127.0.0.1",
                        9090,
                        Duration.ofSeconds(2),
                        1 << 20,
                        new ManagementEventsConfig(64, 4096, 64, Duration.ofSeconds(90)),
                        NO_TLS),
                new AdminConfig(new Secret(""), List.of()),
                new TokensConfig(new Secret(""), Duration.ofHours(24)),
                defaultAccounts(),
                new AccessConfig(List.of(), AccessConfig.Otherwise.ALLOW, List.of()),
                new SessionsConfig(
                        SessionsConfig.Policy.BY_DEVICE,
                        5,
                        0,
                        Duration.ZERO,
                        16,
                        10_000,
                        200,
                        5_242_880,
                        Duration.ofSeconds(30),
                        300,
                        Duration.ofSeconds(10)),
                new DurableConfig(
                        Duration.ofDays(30), 100_000, 67_108_864, DurableConfig.WhenFull.REFUSE, Duration.ofSeconds(1)),
                new MessagesConfig(
                        1_048_576,
                        MessagesConfig.Direct.ANYONE,
                        500,
                        Duration.ofMinutes(2),
                        Duration.ofDays(7),
                        10_000,
                        Duration.ofDays(180),
                        Duration.ofSeconds(5)),
                new ContactsConfig(3000, 1000),
                new ProfilesConfig(64, 16_384),
                new RoomsConfig(10, 200, 1000, 1000, 500),
                new ChannelsConfig(
                        100_000,
                        Duration.ofMillis(100),
                        Duration.ofHours(1),
                        20_000,
                        100_000,
                        new SharesConfig(
                                10_000,
                                8 << 20,
                                1024,
                                10_000,
                                List.of(),
                                true,
                                Duration.ofSeconds(1),
                                Duration.ofMillis(500),
                                Duration.ofSeconds(3))),
                new StreamsConfig(Duration.ofMinutes(5), 1_048_576, 1000, 1_048_576, 67_108_864, 100, 100_000, 10_000),
                defaultCluster(),
                new LogConfig(LogConfig.Level.INFO, LogConfig.Format.TEXT));
    }

    private static ListenersConfig defaultListeners() {
        return new ListenersConfig(
                "127.0.0.1",
                Duration.ofSeconds(5),
                100_000,
                0,
                0,
                0,
                1_048_576,
                100_000,
                1024,
                Duration.ofSeconds(30),
                Duration.ofMillis(5),
                new HttpListenerConfig(
                        true, "", 8080, NO_TLS, NO_PROXY, false, List.of(), 16_384, 1_572_864, 64, 134_217_728, 1000),
                new MqttListenerConfig(
                        true,
                        "",
                        1883,
                        NO_TLS,
                        NO_PROXY,
                        "/mqtt",
                        65_536,
                        1_048_576,
                        64,
                        Duration.ofMinutes(30),
                        1000,
                        Duration.ofSeconds(10),
                        "",
                        "responses/%u/%c"),
                new ThriftListenerConfig(
                        true, "", 20003, NO_TLS, NO_PROXY, 16384, 1572864, Duration.ofMinutes(10), true),
                new BigBinaryListenerConfig(true, "", 7000, NO_TLS, NO_PROXY, 16_384, 1_572_864, 262_144));
    }

    private static ClusterConfig defaultCluster() {
        return new ClusterConfig(
                false,
                "rialto",
                new Secret(""),
                "127.0.0.1",
                5701,
                5801,
                List.of(),
                false,
                "224.2.2.3",
                54_327,
                Duration.ofSeconds(10),
                new ClusterLinkConfig(
                        5901,
                        Duration.ofMillis(250),
                        Duration.ofSeconds(3),
                        Duration.ofMillis(200),
                        4_194_304,
                        8_388_608,
                        4_194_304,
                        12_582_912,
                        64,
                        16_384,
                        Duration.ofMillis(1),
                        64),
                new ClusterTalkConfig(
                        Duration.ofSeconds(10),
                        67_108_864,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(5),
                        4096),
                new ClusterRestartConfig(5, Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(1)));
    }

    private static ClusterConfig fullCluster() {
        return new ClusterConfig(
                true,
                "harbour",
                new Secret("fedcba9876543210fedcba9876543210"),
                "10.0.0.6",
                6701,
                6801,
                List.of("10.0.0.7:6701", "10.0.0.8:6701"),
                true,
                "224.2.2.9",
                6001,
                Duration.ofSeconds(20),
                new ClusterLinkConfig(
                        6901,
                        Duration.ofMillis(500),
                        Duration.ofSeconds(5),
                        Duration.ofMillis(300),
                        65_536,
                        131_072,
                        262_144,
                        1_048_576,
                        32,
                        8192,
                        Duration.ofMillis(2),
                        8),
                new ClusterTalkConfig(
                        Duration.ofSeconds(5),
                        1_048_576,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(4),
                        100),
                new ClusterRestartConfig(9, Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(40)));
    }

    private static TlsConfig clients(String cert, String key, TlsConfig.ClientAuth auth) {
        return new TlsConfig(cert, key, auth, "clients.pem");
    }

    private static AccountsConfig defaultAccounts() {
        return new AccountsConfig(
                AccountsConfig.Mode.STORED,
                AccountsConfig.Anonymous.AUTO,
                1,
                1000,
                Duration.ofMinutes(10),
                List.of("certificate", "token", "jwt", "password", "hook"),
                true,
                20_000,
                new JwtConfig(
                        List.of("RS256", "ES256", "EdDSA"),
                        new Secret(""),
                        "",
                        "",
                        "",
                        Duration.ofMinutes(10),
                        Duration.ofSeconds(30),
                        Duration.ofHours(24),
                        Duration.ofSeconds(5),
                        List.of(),
                        List.of(),
                        Duration.ofSeconds(30),
                        "sub",
                        "",
                        "",
                        ""),
                new CertificateConfig(CertificateConfig.Name.NONE, "", List.of()),
                new HookConfig("", new Secret(""), "", Duration.ofSeconds(3), 8, 1000, Duration.ofMinutes(1), 100_000));
    }

    private static AccountsConfig fullAccounts() {
        return new AccountsConfig(
                AccountsConfig.Mode.NONE,
                AccountsConfig.Anonymous.OFF,
                2,
                300,
                Duration.ofMinutes(5),
                List.of("jwt", "certificate"),
                false,
                4096,
                new JwtConfig(
                        List.of("HS256"),
                        new Secret("0123456789abcdef0123456789abcdef"),
                        "keys.pem",
                        "https://id.example/keys",
                        "id.pem",
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(10),
                        Duration.ofHours(2),
                        Duration.ofSeconds(2),
                        List.of("https://id.example"),
                        List.of("rialto"),
                        Duration.ofSeconds(5),
                        "name",
                        "x-",
                        "roles",
                        "acl"),
                new CertificateConfig(CertificateConfig.Name.CN, "c-", List.of("device")),
                new HookConfig(
                        "https://hook.example/who",
                        new Secret("0123456789abcdef"),
                        "hook.pem",
                        Duration.ofSeconds(1),
                        4,
                        100,
                        Duration.ofSeconds(10),
                        500));
    }

    private static RialtoConfig full() {
        return new RialtoConfig(
                new NodeConfig(Path.of("/srv/rialto"), 7, 3, NodeConfig.Transport.IO_URING, Duration.ofSeconds(8)),
                new StorageConfig(
                        "postgresql://rialto:pw@db/rialto",
                        100,
                        2000,
                        1_048_576,
                        6,
                        5,
                        Duration.ofSeconds(3),
                        Duration.ofMinutes(1),
                        20,
                        30_000,
                        Duration.ofMillis(250),
                        40_000),
                fullListeners(),
                new ManagementConfig(
                        false,
                        "10.0.0.3",
                        9443,
                        Duration.ofMillis(700),
                        4096,
                        new ManagementEventsConfig(3, 100, 5, Duration.ofMinutes(2)),
                        clients("management.pem", "management.key", TlsConfig.ClientAuth.REQUEST)),
                new AdminConfig(
                        new Secret("operator"),
                        List.of(new AdminAccount("ann", AdminAccount.Role.OBSERVER, new Secret("a-secret-of:ann")))),
                new TokensConfig(new Secret("0123456789abcdef0123456789abcdef"), Duration.ofDays(7)),
                fullAccounts(),
                new AccessConfig(
                        List.of("allow user all home/%u/#"), AccessConfig.Otherwise.DENY, List.of("boss alice ops-*")),
                new SessionsConfig(
                        SessionsConfig.Policy.SINGLE,
                        2,
                        1,
                        Duration.ofSeconds(10),
                        8,
                        100,
                        50,
                        131_072,
                        Duration.ofSeconds(45),
                        3,
                        Duration.ofSeconds(7)),
                new DurableConfig(Duration.ofHours(1), 50, 60_000, DurableConfig.WhenFull.DROP, Duration.ofSeconds(3)),
                new MessagesConfig(
                        65_536,
                        MessagesConfig.Direct.FRIENDS,
                        100,
                        Duration.ofMinutes(5),
                        Duration.ofDays(3),
                        500,
                        Duration.ofDays(30),
                        Duration.ofSeconds(2)),
                new ContactsConfig(20, 30),
                new ProfilesConfig(5, 600),
                new RoomsConfig(3, 20, 30, 40, 100),
                new ChannelsConfig(
                        5000,
                        Duration.ofMillis(250),
                        Duration.ofHours(2),
                        1000,
                        2000,
                        new SharesConfig(
                                10,
                                2048,
                                30,
                                20,
                                List.of("jobs=topic"),
                                false,
                                Duration.ofSeconds(2),
                                Duration.ofMillis(100),
                                Duration.ofSeconds(4))),
                new StreamsConfig(Duration.ofMinutes(1), 65_536, 10, 4096, 1_000_000, 3, 50, 60),
                fullCluster(),
                new LogConfig(LogConfig.Level.DEBUG, LogConfig.Format.JSON));
    }

    private static ListenersConfig fullListeners() {
        TlsConfig http = clients("http.pem", "http.key", TlsConfig.ClientAuth.REQUIRED);
        TlsConfig mqtt = clients("mqtt.pem", "mqtt.key", TlsConfig.ClientAuth.REQUEST);
        ProxyConfig proxy = new ProxyConfig(true, List.of("10.0.0.0/24", "::1"));
        List<String> origins = List.of("https://a.example", "https://b.example");
        return new ListenersConfig(
                "0.0.0.0",
                Duration.ofMillis(1500),
                20_000,
                50,
                900,
                30,
                65_536,
                5000,
                300,
                Duration.ofMinutes(1),
                Duration.ofMillis(2),
                new HttpListenerConfig(
                        false, "10.0.0.1", 8443, http, proxy, true, origins, 2048, 1_048_576, 16, 1_048_576, 20),
                new MqttListenerConfig(
                        false,
                        "10.0.0.2",
                        8883,
                        mqtt,
                        proxy,
                        "/m",
                        4096,
                        2_097_152,
                        20,
                        Duration.ofHours(1),
                        200,
                        Duration.ofMinutes(1),
                        "b.example",
                        "r/%c"),
                new ThriftListenerConfig(
                        false,
                        "10.0.0.4",
                        20443,
                        clients("thrift.pem", "thrift.key", TlsConfig.ClientAuth.REQUEST),
                        proxy,
                        8192,
                        65536,
                        Duration.ofMinutes(2),
                        false),
                new BigBinaryListenerConfig(
                        false,
                        "10.0.0.5",
                        7443,
                        clients("big.pem", "big.key", TlsConfig.ClientAuth.REQUEST),
                        proxy,
                        4096,
                        65_536,
                        32_768));
    }
}
