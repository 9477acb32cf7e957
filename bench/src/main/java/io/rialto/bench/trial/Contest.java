package io.rialto.bench.trial;

import io.rialto.bench.report.Measurement;
import io.rialto.bench.scenario.Scenario;
import io.rialto.bench.server.Contestant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Gives a scenario to all contestants in turn, round by round, after all have been warmed up the same way. */
public final class Contest {
    private final Trials trials;
    private final Effort effort;
    private final Progress progress;
    private final Consumer<Measurement> results;

    /** What comes out goes to the results. */
    public Contest(Trials trials, Effort effort, Progress progress, Consumer<Measurement> results) {
        this.trials = trials;
        this.effort = effort;
        this.progress = progress;
        this.results = results;
    }

    /** Holds it; those who cannot take part are named, and it goes on without them. */
    public void hold(Scenario scenario, List<Contestant> contestants) {
        List<Trial> running = new ArrayList<>();
        List<String> names = new ArrayList<>();
        try {
            for (Contestant contestant : contestants) {
                Optional<String> absence = trials.absence(scenario, contestant);
                if (absence.isPresent()) {
                    progress.note(contestant.title() + " takes no part: " + absence.get());
                } else {
                    progress.doing("starting " + contestant.title());
                    running.add(trials.prepare(scenario, contestant));
                    names.add(contestant.title());
                }
            }
            for (int i = 0; i < running.size(); i++) {
                progress.doing("warming up " + names.get(i));
                running.get(i).warmUp(effort.warmUp());
            }
            for (int round = 1; round <= effort.rounds(); round++) {
                for (int i = 0; i < running.size(); i++) {
                    round(running.get(i), names.get(i), round);
                }
            }
        } finally {
            running.forEach(Trial::close);
        }
    }

    private void round(Trial trial, String name, int round) {
        progress.doing("round " + round + " of " + effort.rounds() + ", " + name);
        trial.round(round, effort.seconds(), one -> {
            progress.measured(one);
            results.accept(one);
            progress.doing("round " + round + " of " + effort.rounds() + ", " + name);
        });
        if (!trial.trouble().isEmpty()) {
            progress.note("trouble on " + name + ": " + trial.trouble());
        }
    }
}
