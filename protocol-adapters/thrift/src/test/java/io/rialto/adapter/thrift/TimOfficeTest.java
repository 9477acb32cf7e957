package io.rialto.adapter.thrift;

import static org.assertj.core.api.Assertions.assertThat;

import io.rialto.adapter.Fanout;
import io.rialto.adapter.Loops;
import io.rialto.adapter.ManagementMount;
import io.rialto.adapter.testing.FakeSession;
import io.rialto.adapter.testing.FakeSessions;
import io.rialto.contract.command.JoinPolicy;
import io.rialto.contract.command.ProfileCommand;
import io.rialto.contract.command.RoomCommand;
import io.rialto.contract.command.StreamCommand;
import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.rialto.contract.id.AccountId;
import io.rialto.contract.id.DeviceId;
import io.rialto.contract.id.RoomId;
import io.rialto.contract.id.SessionId;
import io.rialto.contract.message.Content;
import io.rialto.contract.message.InboxPage;
import io.rialto.contract.office.AccountOffice;
import io.rialto.contract.office.AccountState;
import io.rialto.contract.office.Announced;
import io.rialto.contract.office.BlockedAccounts;
import io.rialto.contract.office.MessageOffice;
import io.rialto.contract.office.OnlineEvent;
import io.rialto.contract.office.OnlinePlace;
import io.rialto.contract.office.OnlineSessions;
import io.rialto.contract.office.SessionOffice;
import io.rialto.contract.office.Viewers;
import io.rialto.contract.session.AccountAdmin;
import io.rialto.contract.session.Credentials;
import io.rialto.contract.session.Outbound;
import io.rialto.contract.session.Session;
import io.rialto.contract.session.SessionInfo;
import io.rialto.contract.session.SignIn;
import io.rialto.contract.stream.Viewing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What TIM's companion tools ask of a back office, in the words that admintim uses. */
class TimOfficeTest implements AccountAdmin, AccountOffice, SessionOffice, MessageOffice {
    private final Vertx vertx = Vertx.vertx();
    private final FakeSessions sessions = new FakeSessions(new Fanout(new Loops(1, Duration.ZERO)));
    private final List<String> asked = new ArrayList<>();
    private Content said;
    private final TimOffice office = new TimOffice(
            this,
            this,
            this,
            this,
            (login, password) -> password.equals("right")
                    ? Future.succeededFuture(new AccountId("node-of-" + login))
                    : failed(ErrorCode.UNAUTHENTICATED));

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void givesTokens() {
        assertThat(json("/timToken", "{\"name\":\"jerry\",\"domain\":\"tlnet.top\"}"))
                .isEqualTo("{\"ok\":true,\"timType\":15,\"t\":7,\"n\":\"jerry\"}");
        assertThat(asked).containsExactly("login jerry@tlnet.top", "ticket of jerry");
        assertThat(json("/timToken", "{\"name\":\"jerry\",\"password\":\"right\"}"))
                .contains("\"n\":\"node-of-jerry\"");
        assertThat(json("/timToken", "{\"name\":\"jerry\",\"password\":\"wrong\"}"))
                .isEqualTo("{\"ok\":false,\"timType\":15,\"error\":{\"code\":4102,\"info\":\"no pass\"}}");
        assertThat(json("/timToken", "{\"name\":\"UHuS8PoK2LX\"}")).contains("\"n\":\"UHuS8PoK2LX\"");
    }

    @Test
    void registers() {
        assertThat(json("/timRegister", "{\"username\":\"test1\",\"password\":\"123\",\"domain\":\"tlnet.top\"}"))
                .isEqualTo("{\"ok\":true,\"timType\":0,\"n\":\"new\"}");
        assertThat(asked).containsExactly("create null test1@tlnet.top 123");
        assertThat(json("/timRegister", "{\"username\":\"taken\",\"password\":\"123\"}"))
                .contains("\"code\":4101");
    }

    @Test
    void understandsForms() {
        assertThat(ask("/timRegister", true, "username=test1&password=1%202&domain=tlnet.top"))
                .isEqualTo("{\"ok\":true,\"timType\":0,\"n\":\"new\"}");
        assertThat(asked).containsExactly("create null test1@tlnet.top 1 2");
        assertThat(ask("/timMessage", true, "nodes=%5B%22bob%22%5D&message=%7B%22dataString%22%3A%22hi%22%7D"))
                .contains("\"ok\":true");
        assertThat(said.asText()).contains("hi");
    }

    @Test
    void resetsPasswords() {
        assertThat(json("/timResetAuth", "{\"loginname\":\"tim1\",\"pwd\":\"123\",\"domain\":\"tlnet.top\"}"))
                .isEqualTo("{\"ok\":true,\"timType\":0,\"n\":\"tim1\"}");
        assertThat(asked).containsExactly("login tim1@tlnet.top", "tim1 password 123");
    }

    @Test
    void saysSomethingInTheNameOfTheServer() {
        assertThat(json(
                        "/timMessage",
                        "{\"nodes\":{\"nodelist\":[\"bob\"]},\"message\":{\"dataString\":\"Hello\",\"udtype\":1,"
                                + "\"extend\":{\"aaa\":\"222\"}}}"))
                .isEqualTo("{\"ok\":true,\"timType\":0}");
        assertThat(asked).containsExactly("announce [bob]");
        assertThat(said.asText()).contains("Hello");
        Struct back = new Struct(TimMessage.SHAPE);
        TimAttrs.write(said, back);
        assertThat(back.get(TimMessage.UDTYPE)).isEqualTo((short) 1);
        assertThat(back.get(TimMessage.EXTEND)).containsEntry("aaa", "222");
        assertThat(json("/timMessage", "{\"nodes\":[\"nobody\"],\"message\":{}}"))
                .contains("\"code\":4106");
    }

    @Test
    void blocksForSeconds() {
        assertThat(json("/timBlockUser", "{\"account\":\"d4RCZD2bxiW\",\"time\":30}"))
                .isEqualTo("{\"ok\":true,\"timType\":0,\"n\":\"d4RCZD2bxiW\"}");
        json("/timBlockUser", "{\"account\":\"d4RCZD2bxiW\",\"time\":-1}");
        assertThat(asked).containsExactly("d4RCZD2bxiW blocked", "d4RCZD2bxiW unblocked");

        assertThat(json("/timBlockList", "")).isEqualTo("{\"bob\":1700000000,\"carol\":1700000001}");
    }

    @Test
    void listsWhoIsOnline() {
        assertThat(new JsonArray(json("/timOnline", "")))
                .isEqualTo(new JsonArray()
                        .add(new JsonObject()
                                .put("node", "bob")
                                .put("resource", "android")
                                .put("termtyp", 1))
                        .add(new JsonObject().put("node", "carol")));
    }

    @Test
    void changesWhatAccountsShow() {
        assertThat(json(
                        "/timModifyUserInfo",
                        "{\"node\":\"bob\",\"userbean\":{\"name\":\"tim3\",\"cover\":\"/28.png\"}}"))
                .isEqualTo("{\"ok\":true,\"timType\":0}");
        assertThat(session("bob")
                        .commands(ProfileCommand.UpdateProfile.class)
                        .get(0)
                        .entries())
                .containsOnlyKeys("name", "cover");
        assertThat(session("bob").closes()).isEqualTo(1);
        assertThat(json("/timModifyUserInfo", "{\"node\":\"nobody\",\"userbean\":{}}"))
                .contains("\"code\":4106");
    }

    @Test
    void changesGroupsInTheNameOfWhoLeadsThem() {
        assertThat(json(
                        "/timModifyRoomInfo",
                        "{\"unode\":\"bob\",\"gnode\":\"WF5dEbaH14d\",\"roombean\":{\"cover\":\"/28.png\","
                                + "\"managers\":[\"carol\"]}}"))
                .isEqualTo("{\"ok\":true,\"timType\":0}");
        RoomCommand.UpdateRoom update =
                session("bob").commands(RoomCommand.UpdateRoom.class).get(0);
        assertThat(update.room()).isEqualTo(RoomId.group("WF5dEbaH14d"));
        assertThat(update.managers()).containsExactly(new AccountId("carol"));
        assertThat(update.entries()).containsOnlyKeys("cover");
    }

    @Test
    void makesGroupsAndVirtualRooms() {
        assertThat(json("/timNewRoom", "{\"node\":\"bob\",\"topic\":\"chat\",\"gtype\":2}"))
                .startsWith("{\"ok\":true,\"timType\":0,\"n\":\"");
        RoomCommand.CreateRoom made =
                session("bob").commands(RoomCommand.CreateRoom.class).get(0);
        assertThat(made.title()).isEqualTo("chat");
        assertThat(made.join()).isEqualTo(JoinPolicy.OPEN);

        assertThat(json("/timVroom", "{\"node\":\"carol\",\"rtype\":1}")).startsWith("{\"ok\":true");
        assertThat(session("carol").commands(StreamCommand.CreateStream.class)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "/timToken, 15",
        "/timRegister, 0",
        "/timResetAuth, 0",
        "/timMessage, 0",
        "/timVroom, 0",
        "/timNewRoom, 0",
        "/timModifyUserInfo, 0",
        "/timModifyRoomInfo, 0",
        "/timBlockUser, 0"
    })
    void refusesWhatSaysNothing(String path, int timType) {
        for (String body : List.of("", "{}", "{", "[]", "{\"name\":1,\"nodes\":5}")) {
            assertThat(json(path, body)).startsWith("{\"ok\":false,\"timType\":" + timType + ",\"error\":{\"code\":4");
        }
        assertThat(asked).isEmpty();
    }

    private FakeSession session(String account) {
        return sessions.opened().stream()
                .filter(one -> one.info().account().value().equals(account))
                .findFirst()
                .orElseThrow();
    }

    private String json(String path, String body) {
        return ask(path, false, body);
    }

    /** Sessions are opened on a context. */
    private String ask(String path, boolean form, String body) {
        ManagementMount mount = office.mounts().stream()
                .filter(one -> one.path().equals(path))
                .findFirst()
                .orElseThrow();
        Future<Buffer> answer = Future.future(promise -> vertx.runOnContext(
                now -> mount.action().answer(form, Buffer.buffer(body)).onComplete(promise)));
        return await(answer).toString();
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private <T> Future<T> noted(String what, T answer) {
        asked.add(what);
        return Future.succeededFuture(answer);
    }

    private static <T> Future<T> failed(ErrorCode code) {
        return Future.failedFuture(new GatewayException(code, "refused by the test"));
    }

    @Override
    public Future<AccountId> create(AccountId id, String login, String password) {
        return login.equals("taken")
                ? failed(ErrorCode.ALREADY)
                : noted("create " + id + " " + login + " " + password, new AccountId("new"));
    }

    @Override
    public Future<String> issueToken(AccountId account, Duration ttl) {
        return failed(ErrorCode.UNSUPPORTED);
    }

    @Override
    public Future<Long> issueTicket(AccountId account, Duration ttl) {
        return noted("ticket of " + account, 7L);
    }

    @Override
    public Future<AccountId> byLogin(String login) {
        return login.startsWith("UH")
                ? failed(ErrorCode.NOT_FOUND)
                : noted("login " + login, new AccountId(login.split("@", 2)[0]));
    }

    @Override
    public Future<AccountState> state(AccountId account) {
        return noted("state of " + account, new AccountState(account, 1, true, true, 0));
    }

    @Override
    public Future<Void> setPassword(AccountId account, String password) {
        return noted(account + " password " + password, null);
    }

    @Override
    public Future<Void> signOut(AccountId account) {
        return failed(ErrorCode.UNSUPPORTED);
    }

    @Override
    public Future<Void> block(AccountId account, long until) {
        return noted(account + " blocked", null);
    }

    @Override
    public Future<Void> unblock(AccountId account) {
        return noted(account + " unblocked", null);
    }

    @Override
    public Future<BlockedAccounts> blocked(AccountId after, int limit) {
        boolean first = after == null;
        BlockedAccounts.Entry entry = new BlockedAccounts.Entry(
                new AccountId(first ? "bob" : "carol"), first ? 1_700_000_000_123L : 1_700_000_001_000L);
        return Future.succeededFuture(new BlockedAccounts(List.of(entry), first));
    }

    @Override
    public Future<OnlineSessions> online(OnlinePlace after, int limit) {
        SessionInfo session = after == null
                ? new SessionInfo(new SessionId(1), new AccountId("bob"), new DeviceId("android"), "tim-1", "thrift", 1)
                : new SessionInfo(new SessionId(2), new AccountId("carol"), null, "web", "websocket", 1);
        return Future.succeededFuture(new OnlineSessions(List.of(session), after == null));
    }

    @Override
    public Future<Viewers> view(AccountId account, SessionId session, Viewing viewing) {
        return failed(ErrorCode.NOT_FOUND);
    }

    @Override
    public Runnable watch(Consumer<OnlineEvent> watcher) {
        return () -> {};
    }

    @Override
    public Future<Session> actFor(AccountId account, Outbound outbound) {
        return account.value().equals("nobody")
                ? failed(ErrorCode.NOT_FOUND)
                : sessions.open(
                        new SignIn(new Credentials.Token(account.value()), null, "server", "operator", false),
                        outbound);
    }

    @Override
    public Future<Announced> announce(Set<AccountId> accounts, Set<RoomId> groups, Content content, String key) {
        said = content;
        boolean unknown = accounts.contains(new AccountId("nobody"));
        return noted("announce " + accounts, new Announced(unknown ? 0 : accounts.size(), List.of()));
    }

    @Override
    public Future<InboxPage> inbox(AccountId account, long after, int limit, int maxBytes) {
        return failed(ErrorCode.UNSUPPORTED);
    }

    @Override
    public Future<Void> acknowledge(AccountId account, DeviceId device, long iseq) {
        return failed(ErrorCode.UNSUPPORTED);
    }
}
