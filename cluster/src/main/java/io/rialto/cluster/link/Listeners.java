package io.rialto.cluster.link;

import io.rialto.cluster.LinkListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is told what becomes of the peers; a defect of one never keeps the news from the next. */
final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final List<LinkListener> all = new CopyOnWriteArrayList<>();

    void add(LinkListener listener) {
        all.add(listener);
    }

    void tell(Consumer<LinkListener> news) {
        for (LinkListener listener : all) {
            try {
                news.accept(listener);
            } catch (RuntimeException defect) {
                LOG.error("a listener of the links failed", defect);
            }
        }
    }
}
