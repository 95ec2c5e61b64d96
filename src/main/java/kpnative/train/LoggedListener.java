package kpnative.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import kpnative.data.AnnotatedFace;
import kpnative.infer.DetectorSpec;
import kpnative.infer.FaceHeatmaps;
import kpnative.text.PlainText;

/** Forwards to another listener and writes epochs and notes to the run's log. */
final class LoggedListener implements TrainingListener {
  private final Run run;
  private final TrainingListener next;

  LoggedListener(Run run, TrainingListener next) {
    this.run = run;
    this.next = next;
  }

  @Override
  public void stepDone(double progress, double loss, double imagesPerSecond) {
    next.stepDone(progress, loss, imagesPerSecond);
  }

  @Override
  public void epochDone(EpochMetrics metrics, boolean best) {
    log(metrics.toLine(best));
    next.epochDone(metrics, best);
  }

  @Override
  public boolean profiles() {
    return next.profiles();
  }

  @Override
  public void heatmaps(int epoch, Run of, DetectorSpec spec, AnnotatedFace face, FaceHeatmaps maps)
      throws IOException {
    next.heatmaps(epoch, of, spec, face, maps);
  }

  @Override
  public void note(String line) {
    log(line);
    next.note(line);
  }

  private void log(String line) {
    try {
      run.log(PlainText.line(line)); // logs are read on terminals
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
