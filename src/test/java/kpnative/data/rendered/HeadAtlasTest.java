package kpnative.data.rendered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class HeadAtlasTest {
  private static final Path ASSET =
      Path.of("../shared/assets/ict-face-light/ict-face-light.safetensors");

  @Test
  void theKnownPlacesAreThoseOfTheKnownHead() throws IOException {
    Assumptions.assumeTrue(Files.isRegularFile(ASSET), ASSET + " is absent: nothing to compare");
    HeadAtlas atlas = HeadAtlas.of(HeadModelFile.read(ASSET));
    for (int k = 0; k < 68; k++) {
      assertThat(atlas.u(k)).isEqualTo(KnownAtlas.ATLAS.u(k), within(1e-5f));
      assertThat(atlas.v(k)).isEqualTo(KnownAtlas.ATLAS.v(k), within(1e-5f));
    }
  }

  @Test
  void anAtlasOfTooFewPlacesSaysSo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeadAtlas.of(new float[98]))
        .withMessageContaining("136")
        .withMessageContaining("98");
  }
}
