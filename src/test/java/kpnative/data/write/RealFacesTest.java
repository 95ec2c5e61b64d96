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
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Real faces in every format and back, with their pictures. Runs where {@code ../shared} is. */
class RealFacesTest {
  private static final Path ROOT = Path.of("../shared/data");
  private static final int PICTURES = 3;

  @TempDir Path folder;

  @BeforeEach
  void skipWithoutTheData() {
    Assumptions.assumeTrue(Files.isDirectory(ROOT), ROOT + " is absent: nothing to read");
  }

  static Stream<Arguments> setsAndFormats() {
    return Stream.of("asf:imm58", "pts:300w/afw", "dlib:dlib-xml", "csv:youtube68-csv")
        .flatMap(set -> AnnotationFiles.formats().stream().map(f -> Arguments.of(set, f)));
  }

  @ParameterizedTest
  @MethodSource("setsAndFormats")
  void comeBackAsTheyWent(String spec, AnnotationFormat format) throws IOException {
    String[] kindAndPath = spec.split(":");
    AnnotationSet all = read(kindAndPath[0] + ":" + ROOT.resolve(kindAndPath[1]));
    AnnotationSet some =
        new AnnotationSet(all.layouts(), all.pictures().stream().limit(PICTURES).toList());
    Path out =
        switch (format) {
          case ASF, PTS, LABELME -> folder;
          default -> folder.resolve("out." + format.extension());
        };

    AnnotationFiles.Written written =
        AnnotationFiles.write(some, new Destination(format, out), true, new OutputFiles(false));

    assertThat(written.set().faces()).isPositive();
    assertThat(SetText.byName(read(format.kind() + ":" + out)))
        .isEqualTo(SetText.byName(written.set()));
    assertThat(DataSpec.parse(format.kind() + ":" + out).read()).isNotEmpty();
  }

  private static AnnotationSet read(String spec) throws IOException {
    List<String> notes = new ArrayList<>();
    return AnnotationSets.read((DataSpec.Annotations) DataSpec.parse(spec), notes::add).set();
  }
}
