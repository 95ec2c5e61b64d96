package kpnative.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import kpnative.geometry.Size;
import kpnative.natives.NativeMemory;
import kpnative.natives.NativeScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageTest {
  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_BYTE_INDEXED
      })
  void aJavaPictureComesBackAsItWas(int type) {
    BufferedImage picture = EncodedPictures.quarters(type);
    try (Image image = Image.of(picture, Channels.COLOR)) {
      BufferedImage back = image.toBufferedImage();
      for (int y = 0; y < 32; y++) {
        for (int x = 0; x < 48; x++) {
          assertThat(back.getRGB(x, y)).isEqualTo(picture.getRGB(x, y));
        }
      }
    }
  }

  @Test
  void aGrayJavaPictureKeepsItsRawValues() {
    BufferedImage picture = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setPixels(0, 0, 2, 1, new int[] {40, 200});
    try (Image image = Image.of(picture, Channels.GRAY)) {
      assertThat(image.toBufferedImage().getRaster().getPixels(0, 0, 2, 1, (int[]) null))
          .containsExactly(40, 200);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,8,200", "3,8,200", "4,8,200", "1,16,51400", "3,16,51400", "4,16,51400"})
  void aMatOfEitherDepthIsCopied(int channels, int bits, double white) {
    try (NativeScope scope = NativeScope.open()) {
      int depth = bits == 8 ? opencv_core.CV_8U : opencv_core.CV_16U;
      Mat mat = new Mat(3, 5, opencv_core.CV_MAKETYPE(depth, channels), Scalar.all(white));
      for (Channels wanted : Channels.values()) {
        try (Image image = Image.copyOf(mat, wanted)) {
          assertThat(image.size()).isEqualTo(new Size(5, 3));
          assertThat(image.channels()).isEqualTo(wanted);
          assertThat(image.bytes()).isEqualTo(15L * wanted.count());
          assertThat(image.mat().data().get(0) & 0xff).isEqualTo(200);
        }
      }
    }
  }

  @Test
  void aCopyDoesNotShareItsPixels() {
    try (NativeScope scope = NativeScope.open()) {
      Mat mat = new Mat(3, 5, opencv_core.CV_8UC1, Scalar.all(7));
      try (Image image = Image.copyOf(mat, Channels.GRAY)) {
        mat.data().put((byte) 9);
        assertThat(image.mat().data().get(0)).isEqualTo((byte) 7);
      }
    }
  }

  @Test
  void floatsAreRefused() {
    try (NativeScope scope = NativeScope.open()) {
      Mat mat = new Mat(3, 5, opencv_core.CV_32FC1);
      assertThatThrownBy(() -> Image.copyOf(mat, Channels.GRAY))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("5x3, 1 channels, OpenCV depth 5");
      assertThatThrownBy(() -> Image.owning(mat)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void anImageOutlivesTheScopeItWasMadeIn() {
    Image image;
    try (NativeScope scope = NativeScope.open()) {
      image = Image.owning(new Mat(3, 5, opencv_core.CV_8UC1, Scalar.all(7)));
    }
    assertThat(image.mat().data().get(14)).isEqualTo((byte) 7);
    image.close();
  }

  @Test
  void closingTwiceIsHarmlessAndUseAfterwardsIsAnError() {
    Image image = Image.of(EncodedPictures.quarters(BufferedImage.TYPE_INT_RGB), Channels.GRAY);
    image.close();
    image.close();
    assertThatThrownBy(image::mat).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(image::size).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(image::toBufferedImage).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void makingAndClosingLeavesNothingBehind() {
    BufferedImage picture = EncodedPictures.quarters(BufferedImage.TYPE_INT_RGB);
    Image.of(picture, Channels.GRAY).close();
    long before = NativeMemory.objects();
    for (int i = 0; i < 100; i++) {
      try (Image image = Image.of(picture, Channels.COLOR)) {
        assertThat(image.toBufferedImage().getWidth()).isEqualTo(48);
      }
    }
    assertThat(NativeMemory.objects()).isEqualTo(before);
  }
}
