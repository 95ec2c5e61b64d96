package kpnative.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kpnative.draw.Curves;
import kpnative.files.AtomicFile;
import kpnative.sweep.SweepFolder;
import kpnative.sweep.SweepState;
import kpnative.train.MetricsTable;
import kpnative.train.Run;

/** Writes the files in a sweep's folder that compare its runs. */
public final class SweepPages {
  private SweepPages() {}

  /**
   * Replaces {@code sweep.csv}, {@code sweep.md}, {@code sweep.html} and {@code curves.png}.
   *
   * @param states of the runs, in order
   * @return a line for each picture that could not be drawn, with the reason
   * @throws IOException if a run's file cannot be read or a table cannot be written
   */
  public static List<String> write(SweepFolder folder, List<SweepState> states) throws IOException {
    SweepTable table = SweepTable.of(folder, states);
    write(folder.folder().resolve("sweep.csv"), table.toCsv());
    write(folder.folder().resolve("sweep.md"), table.toMarkdown());
    write(folder.folder().resolve("sweep.html"), table.toHtml());
    Map<String, Path> curves = new LinkedHashMap<>();
    for (int i = 0; i < states.size(); i++) {
      Path metrics = new Run(folder.run(i)).metrics();
      if (MetricsTable.isBegun(metrics)) {
        curves.put(folder.sweep().runs().get(i).label(), metrics);
      }
    }
    List<String> problems = new ArrayList<>();
    if (!curves.isEmpty()) {
      Path png = folder.folder().resolve("curves.png");
      try {
        Curves.compare(curves, png);
      } catch (IOException e) {
        problems.add(png + " was not drawn: " + e.getMessage());
      }
    }
    return problems;
  }

  private static void write(Path file, String text) throws IOException {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
