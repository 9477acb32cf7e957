package io.rialto.account;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Asks a web server that is not ours: bounded in connections, in what waits for one, in time, in bytes of an answer. Follows
 * nobody elsewhere. Futures complete on the caller's context. Safe on any thread.
 */
public final class WebCalls {
    private static final int MAX_BYTES = 1 << 20;
    private static final int OK = 200;

    private final HttpClient client;
    private final String url;
    private final Duration timeout;
    private final CallFigures figures;

    /**
     * How many calls there may be.
     *
     * @param timeout of each
     * @param connections at a time
     * @param queue calls that may wait for a connection
     */
    public record Bounds(Duration timeout, int connections, int queue) {}

    /**
     * Calls of one URL.
     *
     * @param trust PEM file of who signs its certificate; empty = whom Java trusts
     * @param figures count them
     */
    public WebCalls(Vertx vertx, String url, String trust, Bounds bounds, CallFigures figures) {
        this.figures = figures;
        this.timeout = bounds.timeout();
        HttpClientOptions options = new HttpClientOptions().setConnectTimeout((int) timeout.toMillis());
        if (!trust.isEmpty()) {
            options.setTrustOptions(new PemTrustOptions().addCertPath(trust));
        }
        PoolOptions pool =
                new PoolOptions().setHttp1MaxSize(bounds.connections()).setMaxWaitQueueSize(bounds.queue());
        this.client = vertx.httpClientBuilder().with(options).with(pool).build();
        this.url = url;
    }

    /** The text behind the URL. */
    public Future<String> get() {
        return call(HttpMethod.GET, Map.of(), Buffer.buffer());
    }

    /** The answer to this text; fails with {@code timeout} whatever goes wrong, saying what. */
    Future<String> post(Map<String, String> headers, Buffer body) {
        return call(HttpMethod.POST, headers, body);
    }

    private Future<String> call(HttpMethod method, Map<String, String> headers, Buffer body) {
        RequestOptions request = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(url)
                .setFollowRedirects(false)
                .setTimeout(timeout.toMillis());
        headers.forEach(request::putHeader);
        request.putHeader("Accept", "application/json");
        long begun = System.nanoTime();
        return client.request(request)
                .compose(made -> exchange(made, body))
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .onComplete(done -> figures.ended(done.succeeded(), begun))
                .recover(failure -> Future.failedFuture(explained(failure)));
    }

    /** An answer that is not there in time is not waited for: its connection is for whoever asks next. */
    private Future<String> exchange(HttpClientRequest request, Buffer body) {
        return request.send(body)
                .compose(answer -> read(request, answer))
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(failure -> request.reset());
    }

    private static Future<String> read(HttpClientRequest request, HttpClientResponse answer) {
        if (answer.statusCode() != OK) {
            request.reset();
            return Future.failedFuture(unavailable("answered " + answer.statusCode() + " instead of 200"));
        }
        Promise<String> text = Promise.promise();
        Buffer all = Buffer.buffer();
        answer.handler(part -> {
                    if (all.length() + part.length() > MAX_BYTES) {
                        request.reset();
                        text.tryFail(unavailable("answered more than " + MAX_BYTES + " bytes"));
                    } else {
                        all.appendBuffer(part);
                    }
                })
                .exceptionHandler(text::tryFail)
                .endHandler(end -> text.tryComplete(all.toString()));
        return text.future();
    }

    private static GatewayException explained(Throwable failure) {
        return failure instanceof GatewayException known
                ? known
                : unavailable("did not answer: " + failure.getMessage());
    }

    private static GatewayException unavailable(String what) {
        return new GatewayException(ErrorCode.TIMEOUT, "the server that knows " + what);
    }
}
