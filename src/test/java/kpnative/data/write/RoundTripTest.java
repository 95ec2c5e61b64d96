package kpnative.data.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kpnative.data.annotation.AnnotationSet;
import kpnative.data.read.AnnotationFormat;
import kpnative.data.read.AnnotationSets;
import kpnative.data.read.DataSpec;
import kpnative.files.OutputFiles;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Out, in and out again, of sets that are drawn: nothing that a format can hold is lost. */
class RoundTripTest {
  private static final int SEEDS = 5;

  @TempDir Path folder;

  static List<AnnotationFormat> formats() {
    return AnnotationFiles.formats();
  }

  static Stream<Arguments> pairs() {
    return formats().stream().flatMap(a -> formats().stream().map(b -> Arguments.of(a, b)));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void whatIsWrittenIsReadAgain(AnnotationFormat format) throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      Path root = folder.resolve("seed-" + seed);
      AnnotationSet made = new RandomSets(seed, root).next();
      AnnotationFiles.Written written = write(made, format, root);
      assertThat(SetText.of(read(format, root)))
          .as("%s, seed %d", format, seed)
          .isEqualTo(SetText.of(written.set()));
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void aSecondFormatLosesOnlyWhatItCannotHold(AnnotationFormat first, AnnotationFormat second)
      throws IOException {
    AnnotationSet made = new RandomSets(100, folder).next();
    write(made, first, folder);
    AnnotationSet between = read(first, folder);
    clear(folder);
    AnnotationFiles.Written written = write(between, second, folder);
    assertThat(SetText.of(read(second, folder))).isEqualTo(SetText.of(written.set()));
  }

  private static AnnotationFiles.Written write(
      AnnotationSet set, AnnotationFormat format, Path root) throws IOException {
    Destination to = new Destination(format, out(format, root));
    return AnnotationFiles.write(set, to, false, new OutputFiles(false));
  }

  private static AnnotationSet read(AnnotationFormat format, Path root) throws IOException {
    List<String> notes = new ArrayList<>();
    DataSpec spec = DataSpec.parse(format.kind() + ":" + out(format, root));
    try {
      AnnotationSet set = AnnotationSets.read((DataSpec.Annotations) spec, notes::add).set();
      assertThat(notes).isEmpty();
      return set;
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).startsWith("no annot")) {
        return new AnnotationSet(List.of(), List.of()); // no face was complete
      }
      throw e;
    }
  }

  private static Path out(AnnotationFormat format, Path root) {
    return switch (format) {
      case ASF, PTS, LABELME -> root;
      default -> root.resolve("out." + format.extension());
    };
  }

  private static void clear(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.toString().endsWith(".png")) {
          Files.delete(file);
        }
      }
    }
  }
}
