package kpnative.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import kpnative.data.AnnotatedFace;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code rendered:HEAD} with the known head. Runs where {@code ../shared/assets} exists. */
class RenderedDataTest {
  private static final Path HEAD =
      Path.of("../shared/assets/ict-face-light/ict-face-light.safetensors");

  @BeforeAll
  static void skipWithoutTheHead() {
    Assumptions.assumeTrue(Files.isRegularFile(HEAD), HEAD + " is absent: nothing to read");
  }

  private static List<AnnotatedFace> read(ReadOptions options, String... specs) throws IOException {
    return DatasetReader.read(List.of(specs), Optional.empty(), options).faces();
  }

  @Test
  void theNumberIsTheSpecsOrElseTheOptions() throws IOException {
    ReadOptions seven = new ReadOptions(7, 68, 1, false, true, note -> {});
    assertThat(read(seven, "rendered:" + HEAD + ":3")).hasSize(3);
    assertThat(read(seven, "rendered:" + HEAD)).hasSize(7);
  }

  @Test
  void theSeedIsTheOptions() throws IOException {
    String spec = "rendered:" + HEAD + ":1";
    ReadOptions other = new ReadOptions(1, 68, 2, false, true, note -> {});
    AnnotatedFace first = read(ReadOptions.DEFAULT, spec).get(0);
    assertThat(read(ReadOptions.DEFAULT, spec).get(0).keypoints()).isEqualTo(first.keypoints());
    assertThat(read(other, spec).get(0).keypoints()).isNotEqualTo(first.keypoints());
  }

  @Test
  void paintedAndRenderedFacesGoTogether() throws IOException {
    assertThat(read(ReadOptions.DEFAULT, "synthetic:2", "rendered:" + HEAD + ":3"))
        .hasSize(5)
        .allSatisfy(face -> assertThat(face.keypoints().count()).isEqualTo(68));
  }

  @Test
  void facesOf68PointsAloneAreRendered() {
    ReadOptions imm = ReadOptions.DEFAULT.withSyntheticKeypoints(58);
    assertThatThrownBy(() -> read(imm, "rendered:" + HEAD + ":1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("68 keypoints, got 58");
  }
}
