package kpnative.weights;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import kpnative.files.FileNames;

/** Files of other kinds that are given as weights, recognised by their first bytes. */
enum ForeignFile {
  ONNX(
      "an ONNX file, which only export writes; expected the weights that it was made from, a"
          + " .safetensors file of kp-native") {
    @Override
    boolean begins(byte[] b, String text) {
      // ir_version, field 1, 3 to 15; then the producer, the opset or the graph
      return b.length > 3 && b[0] == 8 && b[1] >= 3 && b[1] <= 15 && (b[2] & 7) == 2 && b[2] <= 66;
    }
  },
  HDF5("an HDF5 file, as Keras writes; expected safetensors or PyTorch's .pth", "\u0089HDF"),
  TFLITE("a TensorFlow Lite file; expected safetensors or PyTorch's .pth") {
    @Override
    boolean begins(byte[] b, String text) {
      return text.startsWith("TFL3", 4);
    }
  },
  GIT_LFS(
      "a Git LFS pointer, not the file itself; fetch it with git lfs pull",
      "version https://git-lfs"),
  WEB_PAGE("a web page, not weights: the download went wrong", "<!DOCTYPE", "<!doctype", "<html"),
  PICTURE("a picture; expected weights", "\u0089PNG", "\u00ff\u00d8\u00ff", "GIF8", "BM6"),
  GZIP("a gzip archive; unpack it first", "\u001f\u008b");

  private final String message;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list
  private final List<String> starts;

  ForeignFile(String message, String... starts) {
    this.message = message;
    this.starts = List.of(starts);
  }

  /** Whether a file of this kind begins with these bytes. */
  boolean begins(byte[] bytes, String latin1) {
    return starts.stream().anyMatch(latin1::startsWith);
  }

  /**
   * Refuses a file of another kind.
   *
   * @throws IOException that says what it is, and what to do
   */
  static void refuse(FileRegion all) throws IOException {
    byte[] bytes = all.part(0, Math.min(all.size(), 32)).bytes();
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    Optional<ForeignFile> found =
        Arrays.stream(values()).filter(kind -> kind.begins(bytes, text)).findFirst();
    if (found.isPresent()) {
      throw new IOException(FileNames.text(all.file()) + ": " + found.get().message);
    }
  }
}
