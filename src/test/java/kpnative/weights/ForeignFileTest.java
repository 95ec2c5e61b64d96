package kpnative.weights;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that people have in the place of weights. */
class ForeignFileTest {
  @TempDir Path temp;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\\b\\6\\22\\7pytorch\\32\\0031.7 | an ONNX file",
        "\\b\\n:\\377\\1 graph graph | an ONNX file",
        "\\211HDF\\r\\n\\32\\n00000000 | an HDF5 file",
        "\\34\\0\\0\\0TFL3\\0\\0\\0\\0\\0\\0 | a TensorFlow Lite file",
        "version https://git-lfs.github.com/spec/v1 | git lfs pull",
        "<!DOCTYPE html><html> | a web page",
        "\\377\\330\\377\\340\\0\\20JFIF\\0 | a picture",
        "\\37\\213\\b\\0\\0\\0\\0\\0\\0\\3 | a gzip archive"
      })
  void itIsNamedForWhatItIs(String start, String said) throws IOException {
    byte[] bytes = start.translateEscapes().getBytes(StandardCharsets.ISO_8859_1);
    Path file = Files.write(temp.resolve("given.pth"), bytes);

    assertThatThrownBy(() -> WeightFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(said)
        .message()
        .doesNotContain("\n");
  }
}
