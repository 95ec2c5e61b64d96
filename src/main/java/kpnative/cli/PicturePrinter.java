package kpnative.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import kpnative.checks.ItemFailure;
import kpnative.files.FileNames;
import kpnative.predict.PictureFaces;
import kpnative.predict.PredictedFaces;
import kpnative.predict.PredictedPictures;
import kpnative.text.Counted;
import picocli.CommandLine;

/**
 * Prints one line per picture, with how many are done and the time left, and a summary at the end.
 * Failures go to standard error.
 */
final class PicturePrinter implements PredictedPictures.Listener {
  private final CommandLine command;
  private final Optional<PrintWriter> messages;
  private final TimeLeft timeLeft;
  private final List<String> notTaken = new ArrayList<>();
  private int pictures;
  private int done;
  private int failures;

  /**
   * Creates a printer.
   *
   * @param messages where results are told; empty if nowhere
   */
  PicturePrinter(CommandLine command, Optional<PrintWriter> messages) {
    this(command, messages, System::nanoTime);
  }

  PicturePrinter(CommandLine command, Optional<PrintWriter> messages, LongSupplier nanoTime) {
    this.command = command;
    this.messages = messages;
    this.timeLeft = new TimeLeft(0, nanoTime);
  }

  @Override
  public void takes(int number, int all) {
    done = number;
    pictures = all;
  }

  @Override
  public void found(PictureFaces found) {
    int count = found.faces().size();
    String overlay = found.overlay().map(path -> " -> " + FileNames.text(path)).orElse("");
    String faces = count == 0 ? ": no face found" : count > 1 ? " (" + count + " faces)" : "";
    print(FileNames.text(found.file()) + overlay + faces + place());
  }

  /** {@return {@code [3 of 30, 1:20 left]}, if there are several} */
  private String place() {
    if (pictures < 2) {
      return "";
    }
    String left = done < pictures ? ", " + timeLeft.after((double) done / pictures) + " left" : "";
    return "  [" + done + " of " + pictures + left + "]";
  }

  @Override
  public void failed(ItemFailure problem) {
    failures++;
    Failures.report(command, problem);
  }

  @Override
  public void notTaken(Path folder, String others) {
    notTaken.add(FileNames.text(folder) + ": not taken are " + others);
  }

  /** {@return how often something failed} */
  int failures() {
    return failures;
  }

  /** Prints what was not taken, the summary, and the advice if there is any. */
  void end(PredictedFaces found, Optional<String> advice) {
    if (messages.isPresent()) {
      notTaken.forEach(command.getErr()::println);
      command.getErr().flush();
    }
    int read = found.pictures().size();
    print(
        String.format(
            Locale.ROOT,
            "%s: %s, %d without a face, %d failed%s",
            Counted.of(pictures, "picture"),
            Counted.of(found.faces(), "face"),
            found.withoutFace(),
            failures,
            read == 0
                ? ""
                : String.format(
                    Locale.ROOT, ", %.0f ms a picture", 1000 * timeLeft.seconds() / read)));
    advice.ifPresent(this::print);
  }

  private void print(String line) {
    messages.ifPresent(
        writer -> {
          writer.println(line);
          writer.flush();
        });
  }
}
