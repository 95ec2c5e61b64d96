package kpnative.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import kpnative.train.MetricsTable;

/** The duration of the epochs, and the time spent in each phase. */
final class TimeSection implements PageSection {
  private static final String SECONDS = "_s"; // suffix of the phases' columns

  @Override
  public String id() {
    return "time";
  }

  @Override
  public String title() {
    return "Time";
  }

  @Override
  public void write(Html html, List<ReportedRun> runs) {
    summary(html, runs);
    memory(html, runs);
    html.open("div", "class", "plots");
    PageChart speed = PageChart.lines("Throughput", "epoch", "training images per second");
    PageChart time = PageChart.lines("Time of each epoch", "epoch", "seconds");
    for (int i = 0; i < runs.size(); i++) {
      ReportedRun run = runs.get(i);
      if (run.metrics().isPresent()) {
        MetricsTable m = run.metrics().get();
        double[] epochs = m.column("epoch");
        speed.line(run.label(), i, false, false, epochs, m.column("images_per_s"));
        time.line(run.label(), i, false, false, epochs, m.column("seconds"));
      }
    }
    speed.write(html);
    time.write(html);
    html.closeLine();
    phases(html, runs);
  }

  private static void summary(Html html, List<ReportedRun> runs) {
    List<List<String>> rows = new ArrayList<>();
    for (ReportedRun run : runs) {
      double[] speed = column(run, "images_per_s");
      double[] wait = column(run, "wait_share");
      rows.add(
          List.of(
              run.label(),
              PageNumber.time(run.sum("seconds")),
              PageNumber.time(run.sum("seconds") / run.epochs()),
              PageNumber.of(median(speed)),
              PageNumber.percent(median(wait))));
    }
    html.table(
        "Time and throughput",
        List.of(
            "run",
            "all epochs",
            "per epoch",
            "images per second, median",
            "waiting for data, median"),
        rows);
  }

  /** The peak memory of a GPU, as the latest of the run's processes logged it. */
  private static void memory(Html html, List<ReportedRun> runs) {
    for (ReportedRun run : runs) {
      run.log().stream()
          .filter(line -> line.startsWith("peak memory of "))
          .reduce((first, last) -> last)
          .ifPresent(line -> html.element("p", run.label() + ": " + line));
    }
  }

  private static double[] column(ReportedRun run, String name) {
    return run.metrics()
        .map(m -> Arrays.stream(m.column(name)).filter(Double::isFinite).sorted().toArray())
        .orElse(new double[0]);
  }

  private static double median(double[] sorted) {
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }

  private static void phases(Html html, List<ReportedRun> runs) {
    List<ReportedRun> profiled = runs.stream().filter(r -> r.profile().isPresent()).toList();
    Set<String> phases = new LinkedHashSet<>();
    for (ReportedRun run : profiled) {
      run.profile().get().names().stream().filter(n -> n.endsWith(SECONDS)).forEach(phases::add);
    }
    runs.stream()
        .filter(r -> r.profile().isEmpty())
        .forEach(r -> html.missing(r.label() + ": where the time went was not recorded."));
    if (profiled.isEmpty()) {
      return;
    }
    PageChart parts =
        PageChart.parts(
            "Where the time went",
            "share of the time (%)",
            profiled.stream().map(ReportedRun::label).toList());
    List<String> columns = new ArrayList<>(List.of("phase"));
    profiled.forEach(r -> columns.addAll(List.of(r.label() + ", seconds", "share")));
    List<List<String>> rows = new ArrayList<>();
    for (String phase : phases) {
      String name = phase.substring(0, phase.length() - SECONDS.length()).replace('_', ' ');
      double[] shares = profiled.stream().mapToDouble(r -> 100 * share(r, phase)).toArray();
      parts.bar(name, -1, shares);
      List<String> row = new ArrayList<>(List.of(name));
      for (ReportedRun run : profiled) {
        row.add(PageNumber.of(seconds(run, phase)));
        row.add(PageNumber.percent(share(run, phase)));
      }
      rows.add(row);
    }
    html.open("div", "class", "pair");
    parts.upTo(100).write(html);
    html.table("Seconds in each phase, validation included", columns, rows).closeLine();
  }

  private static double seconds(ReportedRun run, String phase) {
    double[] seconds = run.profile().map(p -> p.column(phase)).orElse(new double[0]);
    return Arrays.stream(seconds).filter(Double::isFinite).sum();
  }

  private static double share(ReportedRun run, String phase) {
    double all =
        run.profile().map(MetricsTable::names).orElse(List.of()).stream()
            .filter(n -> n.endsWith(SECONDS))
            .mapToDouble(n -> seconds(run, n))
            .sum();
    return all > 0 ? seconds(run, phase) / all : Double.NaN;
  }
}
