package kpnative.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Versions and machine, as recorded in each run's log. */
final class MachineSection implements PageSection {
  @Override
  public String id() {
    return "machine";
  }

  @Override
  public String title() {
    return "Machine";
  }

  @Override
  public void write(Html html, List<ReportedRun> runs) {
    Map<List<String>, List<ReportedRun>> alike =
        runs.stream()
            .collect(
                Collectors.groupingBy(
                    MachineSection::facts, LinkedHashMap::new, Collectors.toList()));
    alike.forEach(
        (facts, group) -> {
          html.element(
              "h3", group.stream().map(ReportedRun::label).collect(Collectors.joining(", ")));
          if (facts.isEmpty()) {
            html.missing("Not recorded.");
          } else {
            html.open("ul");
            facts.forEach(fact -> html.element("li", fact));
            html.closeLine();
          }
        });
  }

  /**
   * The log from the line of versions to that of the device; the lines before and after name files.
   */
  private static List<String> facts(ReportedRun run) {
    List<String> log = run.log();
    int from = 0;
    while (from < log.size() && !log.get(from).startsWith("kp-native ")) {
      from++;
    }
    int to = from;
    while (to < log.size() && !log.get(to).startsWith("device ")) {
      to++;
    }
    return to < log.size() ? List.copyOf(log.subList(from, to + 1)) : List.of();
  }
}
