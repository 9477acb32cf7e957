package io.rialto.session.sync;

import java.util.ArrayList;
import java.util.List;

/**
 * What an event led to.
 *
 * @param state the state from now on
 * @param effects what is to be done, in order
 * @param <S> the machine's state
 * @param <E> the machine's effects
 */
public record Transition<S, E>(S state, List<E> effects) {
    /** Copies the effects. */
    public Transition {
        effects = List.copyOf(effects);
    }

    static <S, E> Transition<S, E> to(S state) {
        return new Transition<>(state, List.of());
    }

    static <S, E> Transition<S, E> to(S state, E effect) {
        return new Transition<>(state, List.of(effect));
    }

    /** This transition, preceded by what else is to be done. */
    Transition<S, E> after(List<E> first) {
        if (first.isEmpty()) {
            return this;
        }
        List<E> all = new ArrayList<>(first);
        all.addAll(effects);
        return new Transition<>(state, all);
    }
}
