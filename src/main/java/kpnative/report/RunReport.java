package kpnative.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import kpnative.files.AtomicFile;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.natives.Device;
import kpnative.sweep.SweepFolder;
import kpnative.sweep.SweepState;
import kpnative.train.Run;
import kpnative.train.Training;

/**
 * The HTML report of one or more runs: a single page that loads nothing and needs no server.
 *
 * <p>Predictions, samples and heatmaps are computed again from the run's weights and data. If those
 * are missing, the page says so and shows the rest. The same run gives the same page.
 */
public final class RunReport {
  /** The most runs side by side. */
  public static final int MOST_RUNS = 64;

  /** The page in a sweep's folder. */
  static final String SWEEP_FILE = "sweep.html";

  private static final String FILE = "report.html";

  private final String title;
  private final List<ReportedRun> runs;
  private final Optional<SweepTable> sweep;
  private final Device device;

  /** Whether photographs of the data may be shown. */
  private final boolean photographs;

  private RunReport(
      String title,
      List<ReportedRun> runs,
      Optional<SweepTable> sweep,
      Device device,
      boolean photographs) {
    this.title = title;
    this.runs = List.copyOf(runs);
    this.sweep = sweep;
    this.device = device;
    this.photographs = photographs;
  }

  /**
   * Writes the page about some runs or sweeps.
   *
   * @param folders folders of runs, or of sweeps, which add all their runs
   * @param out the file to write, replaced if it exists; empty for {@code report.html} in a run's
   *     folder, {@code sweep.html} in a sweep's, or, for several folders, {@code report.html} in
   *     the current one
   * @param photographs whether to show faces of the data; without them the page may go where their
   *     terms don't let them
   * @param device the device that computes the predictions
   * @param notes receives one line for each skipped item
   * @return the written file
   * @throws IOException if a folder is neither a run nor a sweep, or the page cannot be written
   * @throws IllegalArgumentException if there is no run, or more than {@value #MOST_RUNS}
   */
  public static Path write(
      List<Path> folders,
      Optional<Path> out,
      boolean photographs,
      Device device,
      Consumer<String> notes)
      throws IOException {
    Path file = out.orElseGet(() -> file(folders));
    read(folders, photographs, device, notes).write(file);
    return file;
  }

  private static Path file(List<Path> folders) {
    if (folders.size() != 1) {
      return FileNames.path(FILE);
    }
    return folders.get(0).resolve(isSweep(folders.get(0)) ? SWEEP_FILE : FILE);
  }

  private static boolean isSweep(Path folder) {
    return Files.isRegularFile(folder.resolve("sweep.yaml"));
  }

  /** Writes the page of a finished sweep; {@code notes} receives why it could not be written. */
  static void tryToWrite(Path sweep, Device device, Consumer<String> notes) {
    try {
      write(List.of(sweep), Optional.empty(), true, device, notes);
    } catch (Throwable e) {
      notes.accept(Unwritten.line(sweep.resolve(SWEEP_FILE), "shows no faces", e));
    }
  }

  /**
   * {@return the page of a sweep under way: nothing is measured again} A run that cannot be read
   * has the reason in the table.
   */
  static RunReport ofSweep(SweepFolder sweep, SweepTable states) {
    List<ReportedRun> runs = new ArrayList<>();
    SweepTable table = states;
    for (int i = 0; i < sweep.sweep().runs().size() && runs.size() < MOST_RUNS; i++) {
      if (Files.isRegularFile(new Run(sweep.run(i)).settingsFile())) {
        String label = sweep.sweep().runs().get(i).label();
        Run run = new Run(sweep.run(i));
        try {
          runs.add(ReportedRun.of(label, run, Optional.empty(), ReportedRun.UNDER_WAY));
        } catch (IOException | RuntimeException e) {
          table = table.withReason(i, ReportedRun.line(e));
        }
      }
    }
    return new RunReport(sweep.sweep().name(), runs, Optional.of(table), Device.CPU, true);
  }

  /**
   * Writes the page into the folder of a finished training, with that training's own evaluation.
   *
   * @return a line that says why the page could not be written; empty if it was: a training does
   *     not fail because of its report
   */
  public static List<String> tryToWrite(Training.Outcome outcome) {
    Run run = outcome.run();
    Path file = run.folder().resolve(FILE);
    try {
      ReportedRun reported =
          ReportedRun.of(
              name(run.folder()),
              run,
              outcome.evaluation(),
              outcome.evaluation().isPresent() ? "" : ReportedRun.NO_WEIGHTS);
      new RunReport(reported.label(), List.of(reported), Optional.empty(), Device.CPU, true)
          .write(file);
      return List.of();
    } catch (Throwable e) {
      return List.of(Unwritten.line(file, "was not written", e));
    }
  }

  private static RunReport read(
      List<Path> folders, boolean photographs, Device device, Consumer<String> notes)
      throws IOException {
    List<String> labels = new ArrayList<>();
    List<Path> runs = new ArrayList<>();
    Optional<SweepTable> table = Optional.empty();
    List<String> titles = new ArrayList<>();
    for (Path folder : folders) {
      if (!isSweep(folder)) {
        Run.open(folder); // reports a wrong folder before anything is computed
        labels.add(name(folder));
        runs.add(folder);
        titles.add(name(folder));
        continue;
      }
      SweepFolder sweep = SweepFolder.open(folder);
      titles.add(sweep.sweep().name());
      List<SweepState> states = new ArrayList<>();
      for (int i = 0; i < sweep.sweep().runs().size(); i++) {
        states.add(sweep.state(i));
        if (Files.isRegularFile(sweep.run(i).resolve("run.yaml"))) {
          labels.add(sweep.sweep().runs().get(i).label());
          runs.add(sweep.run(i));
        }
      }
      if (folders.size() == 1) {
        table = Optional.of(SweepTable.of(sweep, states));
      }
    }
    if (folders.size() == 1 && table.isPresent() && runs.size() > MOST_RUNS) {
      notes.accept("the page shows the first " + MOST_RUNS + " of " + runs.size() + " runs");
      runs = runs.subList(0, MOST_RUNS);
      labels = labels.subList(0, MOST_RUNS);
    }
    if (runs.isEmpty() || runs.size() > MOST_RUNS) {
      throw new IllegalArgumentException(
          "a report needs 1 to " + MOST_RUNS + " runs, got " + runs.size());
    }
    List<String> names = distinct(labels, runs);
    List<ReportedRun> read = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      try {
        read.add(ReportedRun.read(names.get(i), runs.get(i), device, notes));
      } catch (IOException e) {
        if (table.isEmpty()) {
          throw e;
        }
        notes.accept(names.get(i) + " is left out: " + ReportedRun.line(e)); // of a sweep
      }
    }
    return new RunReport(String.join(", ", titles), read, table, device, photographs);
  }

  /** Appends the folder's number in the list to labels that occur more than once. */
  private static List<String> distinct(List<String> labels, List<Path> runs) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      String label = labels.get(i);
      boolean twice = labels.indexOf(label) != labels.lastIndexOf(label);
      names.add(twice ? label + " (" + (i + 1) + ")" : label);
    }
    return names;
  }

  private static String name(Path folder) {
    String name = FileTree.nameOf(folder.toAbsolutePath().normalize());
    return name.isEmpty() ? FileNames.text(folder) : name;
  }

  private List<PageSection> sections() {
    boolean measured = runs.stream().anyMatch(r -> r.evaluation().isPresent());
    boolean trained = runs.stream().anyMatch(r -> r.spec().isPresent());
    List<PageSection> sections = new ArrayList<>();
    if (!runs.isEmpty()) {
      sections.add(new OverviewSection(photographs));
    }
    sweep.ifPresent(table -> sections.add(new SweepSection(table)));
    if (runs.isEmpty()) {
      return sections;
    }
    sections.add(new SettingsSection());
    sections.add(new SummarySection());
    sections.add(new CurvesSection());
    if (measured) {
      sections.add(new ErrorCurveSection());
      sections.add(new KeypointsSection());
      if (runs.size() > 1) {
        sections.add(new FacesSection());
      }
    }
    boolean underWay = runs.stream().anyMatch(r -> r.problem().equals(ReportedRun.UNDER_WAY));
    if (!underWay) {
      sections.add(new SamplesSection());
    }
    sections.add(new LayersSection());
    if (trained && !underWay) {
      sections.add(new FiltersSection());
      if (HeatmapsSection.isNeeded(runs)) {
        sections.add(new HeatmapsSection(device));
      }
    }
    if (VarianceSection.isNeeded(runs)) {
      sections.add(new VarianceSection());
    }
    sections.add(new TimeSection());
    sections.add(new MachineSection());
    sections.removeIf(section -> section.showsPhotographs() && !photographs);
    return sections;
  }

  /** Writes the page, replacing the file. */
  void write(Path file) throws IOException {
    byte[] page = ReportPage.of(title, sections(), runs).getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file, out -> out.write(page));
  }
}
