package kpnative.codec;

import static org.assertj.core.api.Assertions.assertThat;

import kpnative.geometry.Size;
import kpnative.keypoints.Keypoints;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CoordinateCodecTest {
  private static final Size INPUT = new Size(80, 60);

  @Nested
  class FromTheEdge extends CoordinateCodecContract {
    @Override
    CoordinateCodec codec() {
      return new CoordinateCodec(0);
    }
  }

  @Nested
  class FromTheMiddle extends CoordinateCodecContract {
    @Override
    CoordinateCodec codec() {
      return new CoordinateCodec(0.5);
    }
  }

  @Test
  void thePicturesEdgesAreZeroAndOne() {
    float[] target = new float[4];
    new CoordinateCodec(0).encode(Keypoints.of(-0.5, -0.5, 79.5, 59.5), INPUT, target, 0);

    assertThat(target).containsExactly(0, 0, 1, 1);
  }

  @Test
  void theOriginBecomesZero() {
    float[] target = new float[2];
    new CoordinateCodec(0.5).encode(Keypoints.of(39.5, 29.5), INPUT, target, 0);

    assertThat(target).containsExactly(0, 0);
  }

  @Test
  void placesOutsideThePictureAreAllowed() {
    float[] target = new float[2];
    new CoordinateCodec(0).encode(Keypoints.of(-80.5, 119.5), INPUT, target, 0);

    assertThat(target).containsExactly(-1, 2);
  }
}
