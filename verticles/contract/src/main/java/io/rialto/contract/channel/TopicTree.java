package io.rialto.contract.channel;

import io.rialto.contract.error.ErrorCode;
import io.rialto.contract.error.GatewayException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Values under topic filters, found by topic (MQTT 5 §4.7). A look-up costs the levels of the topic, not the number of
 * filters. Confined to one thread.
 */
public final class TopicTree<V> {
    private static final int MAX_LEVELS = 256;

    private static final class Node<V> {
        private final Map<String, Node<V>> children = new HashMap<>(4);
        private List<V> values = List.of();

        boolean isEmpty() {
            return children.isEmpty() && values.isEmpty();
        }
    }

    private final Node<V> root = new Node<>();
    private int size;

    /** Refuses filters as deep as no stack is. */
    public static void requireDepth(String filter) {
        int levels = 1;
        for (int i = filter.indexOf('/'); i >= 0; i = filter.indexOf('/', i + 1)) {
            levels++;
        }
        if (levels > MAX_LEVELS) {
            throw new GatewayException(
                    ErrorCode.BAD_REQUEST,
                    "topic filter has " + levels + " levels, at most " + MAX_LEVELS + " are allowed");
        }
    }

    /** Adds a value under a filter; false where it stands there already. Filters as deep as no stack is are refused. */
    public boolean add(String filter, V value) {
        requireDepth(filter);
        Node<V> node = root;
        for (String level : levels(filter)) {
            node = node.children.computeIfAbsent(level, name -> new Node<>());
        }
        if (node.values.contains(value)) {
            return false;
        }
        if (node.values.isEmpty()) {
            node.values = new ArrayList<>(2);
        }
        node.values.add(value);
        size++;
        return true;
    }

    /** Takes a value away from a filter; false where it did not stand there. */
    public boolean remove(String filter, V value) {
        List<String> levels = levels(filter);
        return levels.size() <= MAX_LEVELS && remove(root, levels, 0, value);
    }

    /** The lists of values whose filters match the topic, one list per filter. */
    public List<List<V>> match(String topic) {
        List<List<V>> found = new ArrayList<>(2);
        collect(root, levels(topic), 0, !topic.startsWith("$"), found);
        return found;
    }

    /** Whether a value stands under this very filter. */
    public boolean has(String filter) {
        Node<V> node = root;
        for (String level : levels(filter)) {
            node = node.children.get(level);
            if (node == null) {
                return false;
            }
        }
        return !node.values.isEmpty();
    }

    /** Whether nothing stands here. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** How many values stand here. */
    public int size() {
        return size;
    }

    private boolean remove(Node<V> node, List<String> levels, int depth, V value) {
        if (depth == levels.size()) {
            boolean removed = !node.values.isEmpty() && node.values.remove(value);
            if (node.values.isEmpty()) {
                node.values = List.of();
            }
            size -= removed ? 1 : 0;
            return removed;
        }
        Node<V> child = node.children.get(levels.get(depth));
        if (child == null || !remove(child, levels, depth + 1, value)) {
            return false;
        }
        if (child.isEmpty()) {
            node.children.remove(levels.get(depth));
        }
        return true;
    }

    private void collect(Node<V> node, List<String> levels, int depth, boolean wildcards, List<List<V>> found) {
        if (wildcards || depth > 0) {
            addValues(node.children.get("#"), found);
        }
        if (depth == levels.size()) {
            addValues(node, found);
            return;
        }
        descend(node.children.get(levels.get(depth)), levels, depth, found);
        if (wildcards || depth > 0) {
            descend(node.children.get("+"), levels, depth, found);
        }
    }

    private void descend(Node<V> child, List<String> levels, int depth, List<List<V>> found) {
        if (child != null) {
            collect(child, levels, depth + 1, true, found);
        }
    }

    private static <V> void addValues(Node<V> node, List<List<V>> found) {
        if (node != null && !node.values.isEmpty()) {
            found.add(node.values);
        }
    }

    /** The levels between slashes, empty ones included: "a//b" has three, "/" has two. */
    private static List<String> levels(String text) {
        List<String> levels = new ArrayList<>(4);
        int start = 0;
        for (int slash = text.indexOf('/'); slash >= 0; slash = text.indexOf('/', start)) {
            levels.add(text.substring(start, slash));
            start = slash + 1;
        }
        levels.add(text.substring(start));
        return levels;
    }
}
