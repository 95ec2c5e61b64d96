package kpnative.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import kpnative.files.AtomicFile;
import kpnative.files.OutputFiles;
import kpnative.infer.DetectorFile;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.TensorData;

/** Exports detectors to files for other programs. Stateless and thread-safe. */
public final class DetectorExport {
  private DetectorExport() {}

  /**
   * Writes a detector to a new file atomically.
   *
   * @param weights a detector's file, of any format that can be read
   * @param half whether to round the weights to float16; safetensors only
   * @param out the file to create, in an existing folder
   * @throws IOException if {@code weights} is not a detector's file, or {@code out} exists or
   *     cannot be written
   * @throws IllegalArgumentException if the format cannot hold this detector or does not support
   *     {@code half}
   */
  public static void write(Path weights, ExportFormat format, boolean half, Path out)
      throws IOException {
    write(DetectorFile.read(weights), format, half, out, new OutputFiles(false));
  }

  /**
   * Writes a detector that has been read, with a choice whether a file that exists is replaced.
   *
   * @param files takes {@code out}
   * @throws IOException if {@code out} cannot be written
   * @throws IllegalArgumentException as the other method
   */
  public static void write(
      DetectorFile file, ExportFormat format, boolean half, Path out, OutputFiles files)
      throws IOException {
    if (half && format != ExportFormat.SAFETENSORS) {
      throw new IllegalArgumentException(
          "half is supported for safetensors only; " + format + " is written in float32");
    }
    files.named(out);
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
    metadata.remove(SafetensorsFile.CHECKSUM); // covers other bytes; the writer adds a new one
    SafetensorsFile.write(out, tensors, metadata);
  }
}
