package kpnative.export;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import kpnative.files.AtomicFile;
import kpnative.infer.DetectorFile;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.TensorData;

/** Writes detectors for other programs. Thread-safe, as nothing is shared. */
public final class DetectorExport {
  private DetectorExport() {}

  /**
   * Writes a detector as a new file, wholly or not at all.
   *
   * @param weights a file of any format that detectors are read from
   * @param half whether the weights are rounded to 16 bits: safetensors only
   * @param out the file to make, in a folder that is there
   * @throws IOException if {@code weights} is no detector's, {@code out} is there, or cannot be
   *     written
   * @throws IllegalArgumentException if the format cannot hold this detector, or not in 16 bits
   */
  public static void write(Path weights, ExportFormat format, boolean half, Path out)
      throws IOException {
    if (half && format != ExportFormat.SAFETENSORS) {
      throw new IllegalArgumentException(
          "half is for safetensors; " + format + " is written in float32");
    }
    if (Files.exists(out, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(
          out + ": there is a file of this name; export replaces none");
    }
    DetectorFile file = DetectorFile.read(weights);
    switch (format) {
      case ONNX -> {
        byte[] model = OnnxFile.of(file);
        AtomicFile.write(out, stream -> stream.write(model));
      }
      case TORCHSCRIPT -> AtomicFile.write(out, stream -> TorchScriptFile.write(file, stream));
      case SAFETENSORS -> writeSafetensors(file, half, out);
    }
  }

  private static void writeSafetensors(DetectorFile file, boolean half, Path out)
      throws IOException {
    Map<String, TensorData> tensors = new LinkedHashMap<>(file.tensors());
    if (half) {
      tensors.replaceAll(
          (name, tensor) -> {
            try {
              return tensor.toFloat16();
            } catch (IllegalArgumentException e) {
              throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
            }
          });
    }
    Map<String, String> metadata = new LinkedHashMap<>(file.metadata());
    metadata.remove(SafetensorsFile.CHECKSUM); // of other bytes; the writer adds its own
    SafetensorsFile.write(out, tensors, metadata);
  }
}
