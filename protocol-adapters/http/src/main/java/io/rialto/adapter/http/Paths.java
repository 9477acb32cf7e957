package io.rialto.adapter.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The paths of a port, made for whoever asks first: a start need not wait for each of them, nor a node keep what nobody
 * speaks. That takes tens of milliseconds, so a worker does it; who asks meanwhile waits. Confined to the port's event loop.
 */
final class Paths {
    private static final Logger LOG = LoggerFactory.getLogger(Paths.class);

    private final Context context;
    private final Callable<Router> making;
    private Future<Router> made;

    Paths(Context context, Callable<Router> making) {
        this.context = context;
        this.making = making;
    }

    void handle(HttpServerRequest request) {
        if (made == null) {
            made = context.executeBlocking(making)
                    .onFailure(defect -> LOG.error("the paths could not be made, nothing is answered", defect));
        }
        if (made.succeeded()) {
            made.result().handle(request);
        } else {
            waitFor(request);
        }
    }

    /** Goes on in the context of the request, of which nothing is lost. */
    private void waitFor(HttpServerRequest request) {
        Context own = Vertx.currentContext();
        request.pause();
        made.onComplete(known -> own.runOnContext(now -> {
            request.resume();
            if (known.succeeded()) {
                known.result().handle(request);
            } else {
                request.response().setStatusCode(500).end();
            }
        }));
    }
}
