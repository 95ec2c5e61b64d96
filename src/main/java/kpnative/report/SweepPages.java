package kpnative.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import kpnative.files.AtomicFile;
import kpnative.natives.Device;
import kpnative.sweep.SweepFolder;
import kpnative.sweep.SweepState;

/** Writes the files in a sweep's folder that compare its runs. */
public final class SweepPages {
  private SweepPages() {}

  /**
   * Replaces {@code sweep.csv}, {@code sweep.md} and {@code sweep.html} while runs train: the page
   * is the report's, without what takes measuring the weights again.
   *
   * @param states of the runs, in order
   * @throws IOException if a file cannot be written
   */
  public static void write(SweepFolder folder, List<SweepState> states) throws IOException {
    SweepTable table = SweepTable.of(folder, states);
    write(folder.folder().resolve("sweep.csv"), table.toCsv());
    write(folder.folder().resolve("sweep.md"), table.toMarkdown());
    RunReport.ofSweep(folder, table).write(folder.folder().resolve(RunReport.SWEEP_FILE));
  }

  /**
   * Replaces the same files when no run trains any more: the page is then the one that {@link
   * RunReport#write} makes of the sweep's folder.
   *
   * @param device the device that measures the weights
   * @param notes receives one line for each skipped item
   * @throws IOException as the other method
   */
  public static void write(
      SweepFolder folder, List<SweepState> states, Device device, Consumer<String> notes)
      throws IOException {
    write(folder, states);
    RunReport.tryToWrite(folder.folder(), device, notes);
  }

  private static void write(Path file, String text) throws IOException {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
