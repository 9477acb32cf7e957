package io.rialto.bench.report;

import io.rialto.bench.scenario.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A run as one page with plots that needs nothing else: styles and SVG are in it, it follows the reader's light or dark. */
public final class HtmlPage {
    private static final List<Metric> COSTS = List.of(
            Metric.CPU,
            Metric.CPU_PER_MESSAGE,
            Metric.CPU_PER_CONNECTION,
            Metric.CPU_PER_NOTICE,
            Metric.TRANSFER,
            Metric.READY,
            Metric.ANSWER,
            Metric.RSS_PEAK,
            Metric.BUS_SENDS,
            Metric.RSS_PER_CONNECTION,
            Metric.HEAP_PER_CONNECTION,
            Metric.WAITING_PER_SLOW);
    private static final List<Metric> RATES = List.of(Metric.DELIVERIES, Metric.CONNECTIONS);
    private static final String OPEN = "open ";
    private static final String HALF = "open 50%";
    private static final double PERCENT = 100;

    private final ResultFile.Run run;
    private final Summary summary;
    private final Collection<Scenario> scenarios;
    private final List<Target> targets;
    private final List<Baseline.Worse> worse;
    private final Palette palette;

    /** Of this run; the scenarios explain its names. */
    public HtmlPage(
            ResultFile.Run run, Collection<Scenario> scenarios, List<Target> targets, List<Baseline.Worse> worse) {
        this.run = run;
        this.summary = new Summary(run.measurements());
        this.scenarios = List.copyOf(scenarios);
        this.targets = List.copyOf(targets);
        this.worse = List.copyOf(worse);
        Set<String> servers = new LinkedHashSet<>();
        summary.scenarios().forEach(name -> servers.addAll(summary.servers(name)));
        this.palette = new Palette(List.copyOf(servers));
    }

    /** The page. */
    public String text() {
        StringBuilder page = new StringBuilder("<!doctype html>\n"
                + "<html lang='en'><head><meta charset='utf-8'><meta name='viewport'"
                + " content='width=device-width,initial-scale=1'><title>Rialto bench</title>\n"
                + "<style>\n");
        page.append(style()).append("</style></head><body>\n");
        head(page);
        page.append("<main>\n");
        targets(page);
        worse(page);
        summary.scenarios().forEach(name -> scenario(page, name));
        return page.append("</main></body></html>\n").toString();
    }

    private void head(StringBuilder page) {
        page.append("<header><h1>Rialto bench</h1>\n<dl class='facts'>");
        ResultsPage.conditions(run).forEach((what, value) -> page.append("<div><dt>")
                .append(Html.escape(what))
                .append("</dt><dd>")
                .append(Html.escape(value))
                .append("</dd></div>"));
        page.append("</dl>\n");
        String busy = ResultsPage.busy(run);
        if (!busy.isEmpty()) {
            page.append("<p class='warning'>")
                    .append(Html.escape(busy.replace("**", "").strip()))
                    .append("</p>\n");
        }
        page.append("<nav>");
        summary.scenarios().forEach(name -> page.append("<a href='#")
                .append(Html.escape(name))
                .append("'>")
                .append(Html.escape(name))
                .append("</a>"));
        page.append("</nav></header>\n");
    }

    private void targets(StringBuilder page) {
        if (targets.isEmpty()) {
            return;
        }
        long reached = count(Target.Verdict.REACHED);
        long measured = reached + count(Target.Verdict.MISSED);
        page.append("<section><h2>Targets</h2><p class='sub'>")
                .append(reached)
                .append(" of ")
                .append(measured)
                .append(" measured ones are reached</p>\n"
                        + "<div class='scroll'><table><tr><th>aim</th><th class='n'>target</th><th"
                        + " class='n'>measured</th><th>verdict</th></tr>\n");
        for (Target target : targets) {
            Target.Verdict verdict = target.verdict(summary);
            page.append("<tr><td>")
                    .append(Html.escape(target.aim()))
                    .append("</td><td class='n'>")
                    .append(Html.escape(target.wish()))
                    .append("</td><td class='n'>")
                    .append(Html.escape(target.written(summary)))
                    .append("</td><td><span class='chip ")
                    .append(verdict.name().toLowerCase(Locale.ROOT))
                    .append("'>")
                    .append(verdict.title())
                    .append("</span></td></tr>\n");
        }
        page.append("</table></div></section>\n");
    }

    private long count(Target.Verdict verdict) {
        return targets.stream()
                .filter(target -> target.verdict(summary) == verdict)
                .count();
    }

    private void worse(StringBuilder page) {
        if (worse.isEmpty()) {
            return;
        }
        page.append("<section><h2>What got worse</h2><div class='scroll'><table><tr><th>scenario</th><th>part</th>"
                + "<th>figure</th><th class='n'>before</th><th class='n'>now</th><th class='n'>worse by</th></tr>\n");
        for (Baseline.Worse one : worse) {
            page.append("<tr>");
            cell(page, "", one.key().scenario());
            cell(page, "", one.key().part());
            cell(page, "", one.metric().title());
            cell(page, "n", one.metric().write(one.before()));
            cell(page, "n", one.metric().write(one.now()));
            cell(page, "n", String.format(Locale.ROOT, "%.0f %%", one.share() * PERCENT));
            page.append("</tr>\n");
        }
        page.append("</table></div></section>\n");
    }

    private void scenario(StringBuilder page, String name) {
        List<Summary.Key> keys = summary.keys(name);
        List<String> servers = summary.servers(name);
        page.append("<section id='")
                .append(Html.escape(name))
                .append("'><h2>")
                .append(Html.escape(name))
                .append("</h2>");
        scenarios.stream().filter(one -> one.name().equals(name)).findFirst().ifPresent(one -> page.append(
                        "<p class='sub'>")
                .append(Html.escape(one.title() + (run.isMixed() ? " (at " + run.commit(name) + ")" : "")))
                .append("</p>\n"));
        if (servers.size() > 1) {
            page.append(palette.legend());
        }
        plots(page, keys, servers);
        figures(page, name, keys);
        page.append("</section>\n");
    }

    /** Where there is a plot of many loads the others show one of them. */
    private void plots(StringBuilder page, List<Summary.Key> keys, List<String> servers) {
        page.append("<div class='plots'>\n");
        String loads = new LoadPlot(summary, palette).of(keys, servers);
        List<Summary.Key> shown = keys.stream()
                .filter(key -> loads.isEmpty()
                        || !key.part().startsWith(OPEN)
                        || key.part().equals(HALF))
                .toList();
        List<Summary.Key> unpaced = shown.stream()
                .filter(key -> summary.figure(key, Metric.OFFERED).isEmpty())
                .toList();
        BarPlot bars = new BarPlot(summary, palette);
        RATES.forEach(metric -> page.append(bars.of(unpaced, metric)));
        COSTS.forEach(metric -> page.append(bars.of(shown, metric)));
        page.append(new PercentilePlot(summary, palette).of(shown))
                .append(loads)
                .append("</div>\n");
    }

    private void figures(StringBuilder page, String name, List<Summary.Key> keys) {
        List<Metric> metrics = summary.metrics(name);
        page.append(
                "<details><summary>all figures</summary><div class='scroll'><table><tr><th>part</th><th>server</th>");
        metrics.forEach(metric -> page.append("<th class='n'>")
                .append(Html.escape(metric.title()))
                .append("</th>"));
        page.append("</tr>\n");
        for (Summary.Key key : keys) {
            page.append("<tr>");
            cell(page, "", key.part());
            cell(page, "", key.server());
            metrics.forEach(metric -> cell(
                    page, "n", summary.figure(key, metric).map(metric::write).orElse("")));
            page.append("</tr>\n");
        }
        page.append("</table></div></details>\n");
    }

    private static void cell(StringBuilder page, String style, String text) {
        page.append("<td class='")
                .append(style)
                .append("'>")
                .append(Html.escape(text))
                .append("</td>");
    }

    private static String style() {
        try (InputStream file = HtmlPage.class.getResourceAsStream("page.css")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
