package kpnative;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import kpnative.infer.DetectorSpec;
import kpnative.network.TorchModule;
import kpnative.weights.SafetensorsFile;

/** Writes what {@link StartMarks} reads: {@code FOLDER RECIPE}. */
public final class StartFiles {
  private StartFiles() {}

  /** Writes a detector of drawn weights and a photograph. */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    DetectTask task = new DetectTask(args[1]);
    try (TorchModule module = task.module()) {
      SafetensorsFile.write(
          folder.resolve(StartMarks.WEIGHTS),
          module.state(),
          Map.of(DetectorSpec.KEY, task.spec().toJson()));
    }
    BufferedImage photograph = DetectTask.painted();
    if (!ImageIO.write(photograph, "jpg", folder.resolve(StartMarks.PICTURE).toFile())) {
      throw new IOException("this Java writes no JPEG");
    }
  }
}
