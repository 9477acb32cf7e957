package io.rialto.storage.sqlite;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** Real connections whose writer and checkpointer do what a test says before they execute a statement, on a file that may be too small. */
final class ScriptedConnections implements ConnectionSource {
    /** What happens before a statement of the writer: nothing, an exception, a wait. */
    interface Script {
        void before(String sql) throws SQLException;
    }

    private final FileConnections files;
    private final AtomicInteger opened = new AtomicInteger();
    private volatile Script script = sql -> {};
    private volatile int maxPages = Integer.MAX_VALUE;

    ScriptedConnections(Path file) {
        this.files = new FileConnections(file);
    }

    void before(Script next) {
        script = next;
    }

    /** From the next connection on. */
    void limit(int pages) {
        maxPages = pages;
    }

    int openedWriters() {
        return opened.get();
    }

    @Override
    public Connection writer() throws SQLException {
        opened.incrementAndGet();
        Connection real = files.writer();
        try (Statement statement = real.createStatement()) {
            statement.execute("pragma max_page_count = " + maxPages);
        }
        return scripted(real);
    }

    @Override
    public Connection reader() throws SQLException {
        return files.reader();
    }

    @Override
    public Connection checkpointer() throws SQLException {
        return scripted(files.checkpointer());
    }

    private Connection scripted(Connection real) {
        return proxy(Connection.class, (method, args) -> {
            Object result = invoke(real, method, args);
            return result instanceof PreparedStatement statement ? scripted(statement, (String) args[0]) : result;
        });
    }

    private PreparedStatement scripted(PreparedStatement real, String sql) {
        return proxy(PreparedStatement.class, (method, args) -> {
            if (method.getName().startsWith("execute")) {
                script.before(sql);
            }
            return invoke(real, method, args);
        });
    }

    private interface Call {
        Object on(Method method, Object[] args) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> call.on(method, args)));
    }

    private static Object invoke(Object real, Method method, Object[] args) throws Throwable {
        try {
            return method.invoke(real, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
