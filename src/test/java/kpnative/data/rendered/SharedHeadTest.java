package kpnative.data.rendered;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The known head. Runs where {@code ../shared/assets} exists. */
class SharedHeadTest {
  private static final Path ASSET =
      Path.of("../shared/assets/ict-face-light/ict-face-light.safetensors");

  private static HeadModel head;

  @BeforeAll
  static void skipWithoutTheFile() throws IOException {
    Assumptions.assumeTrue(Files.isRegularFile(ASSET), ASSET + " is absent: nothing to read");
    head = HeadModelFile.read(ASSET);
  }

  private static float of(float[] numbers, int landmark, int axis) {
    return numbers[3 * head.landmarks()[landmark] + axis];
  }

  @Test
  void theFileIsTheKnownOne() throws IOException {
    assertThat(HeadModelFile.isKnown(ASSET)).isTrue();
    assertThat(HeadModelFile.isKnown(Path.of("pom.xml"))).isFalse();
    assertThat(HeadModelFile.isKnown(ASSET.getParent())).isFalse();
  }

  @Test
  void itHasTheCountsThatIctFaceKitStates() {
    assertThat(head.vertexCount()).isEqualTo(26719);
    assertThat(head.triangleCount()).isEqualTo(52220); // 26,384 faces, quads in two
    assertThat(head.identity().length).isEqualTo(100);
    assertThat(head.expressionNames()).isEqualTo(HeadNames.EXPRESSIONS);
  }

  @Test
  void itsPartsAndLandmarksAreThoseOfTheReadme() {
    assertThat(head.parts()).isEqualTo(HeadLayout.ICT.parts());
    assertThat(head.landmarks()).isEqualTo(HeadLayout.ICT.landmarks());
  }

  @Test
  void yIsUpZOutOfTheFaceAndXToThePersonsLeft() {
    float[] mean = head.mean();
    assertThat(of(mean, 30, 2)).as("the nose's tip before the chin").isGreaterThan(of(mean, 8, 2));
    assertThat(of(mean, 27, 1)).as("the nose above the chin").isGreaterThan(of(mean, 8, 1));
    assertThat(of(mean, 45, 0)).as("the left eye's corner").isPositive();
    assertThat(of(mean, 36, 0)).as("the right eye's corner").isNegative();
  }

  @Test
  void expressionsMoveWhatTheyName() {
    float[] jaw = head.expression()[head.expression("jawOpen")];
    assertThat(of(jaw, 8, 1)).as("the chin goes down").isLessThan(-0.5f);
    float[] blink = head.expression()[head.expression("eyeBlink_L")];
    assertThat(of(blink, 44, 1)).as("the left upper lid goes down").isLessThan(-0.2f);
    assertThat(of(blink, 37, 1)).as("the right one stays").isBetween(-0.01f, 0.01f);
  }
}
