package kpnative.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.natives.NativeScope;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The part of a picture that a warp reads gives the same bits as the whole picture. */
class PartOfAPictureTest {
  private static final long SEED = 17;
  private static final Size PICTURE = new Size(403, 307);
  private static final InputFormat INPUT = new InputFormat(48, 64, Channels.GRAY, 0.5, 1);

  @ParameterizedTest
  @CsvSource({"CONSTANT, 0", "REPLICATE, 0", "REFLECT, 0", "CONSTANT, 0.4", "REFLECT, 2"})
  void theReadRegionGivesTheSameBitsAsTheWholePicture(Border border, double turn) {
    Random random = new Random(SEED);
    try (NativeScope scope = NativeScope.open();
        Image whole = Image.owning(noise(PICTURE));
        Resampler resampler = new Resampler(INPUT)) {
      for (int i = 0; i < 500; i++) {
        Warp warp = warp(random, turn);
        PixelRegion reach = Resampler.reach(PICTURE, warp, INPUT.size(), border);
        try (Image part = Image.copyOf(whole.mat(), Channels.GRAY, reach)) {
          assertThat(sample(resampler, part, warp, border))
              .as("seed %d, warp %d reads %s", SEED, i, reach)
              .isEqualTo(sample(resampler, whole, warp, border));
        }
      }
    }
  }

  /** Crops of boxes of 5 to 600 pixels, some aligned to whole pixels, some outside the picture. */
  private static Warp warp(Random random, double turn) {
    double side = 5 * Math.pow(120, random.nextDouble());
    double x = random.nextDouble() * PICTURE.width();
    double y = random.nextDouble() * PICTURE.height();
    boolean whole = random.nextBoolean();
    Box box =
        whole
            ? Box.ofPixels(
                Math.floor(x - side / 2), Math.floor(y - side / 2), (int) side, (int) side)
            : Box.ofPixels(x - side / 2, y - side / 2, side, side);
    Box crop = box.widenedTo(4.0 / 3);
    return Warp.rotation(turn, new Point(x, y)).then(Warp.crop(crop, INPUT.size()));
  }

  @Test
  void aSmallFaceNeedsOnlyAFewPixels() {
    Warp warp = Warp.crop(Box.ofPixels(100, 80, 64, 48), INPUT.size());
    assertThat(Resampler.reach(PICTURE, warp, INPUT.size(), Border.CONSTANT))
        .isEqualTo(new PixelRegion(97, 77, 70, 54)); // two pixels per side, and one for rounding
  }

  @Test
  void aFaceOutsideThePictureNeedsOnePixelAtItsEdge() {
    Warp warp = Warp.crop(Box.ofPixels(5000, 80, 64, 48), INPUT.size());
    PixelRegion reach = Resampler.reach(PICTURE, warp, INPUT.size(), Border.CONSTANT);
    assertThat(reach.x()).isEqualTo(402);
    assertThat(reach.width()).isEqualTo(1);
  }

  @Test
  void aWarpThatReadsMoreThanIsHeldIsRefused() {
    Warp warp = Warp.crop(Box.ofPixels(100, 80, 64, 48), INPUT.size());
    try (NativeScope scope = NativeScope.open();
        Image whole = Image.owning(noise(PICTURE));
        Image part = Image.copyOf(whole.mat(), Channels.GRAY, new PixelRegion(98, 77, 70, 54));
        Resampler resampler = new Resampler(INPUT)) {
      assertThatThrownBy(() -> sample(resampler, part, warp, Border.CONSTANT))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(
              "70x54 pixels from 97, 77 of a picture of which 70x54 pixels from 98");
    }
  }

  @Test
  void methodsThatNeedAllPixelsRejectAPart() {
    try (NativeScope scope = NativeScope.open();
        Image part = Image.copyOf(noise(PICTURE), Channels.GRAY, new PixelRegion(98, 77, 70, 54))) {
      assertThat(part.size()).isEqualTo(PICTURE);
      assertThat(part.frame()).isEqualTo(PhotographFrame.whole(PICTURE));
      assertThat(part.bytes()).isEqualTo(70 * 54);
      assertThatThrownBy(part::mat)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "needs all pixels of a picture of 403x307, which holds 70x54 pixels from 98, 77");
      assertThatThrownBy(part::toBufferedImage).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(part::copy).isInstanceOf(IllegalStateException.class);
    }
  }

  private static Mat noise(Size size) {
    Mat mat = new Mat(size.height(), size.width(), opencv_core.CV_8UC1);
    byte[] bytes = new byte[(int) size.area()];
    new Random(SEED).nextBytes(bytes);
    mat.data().put(bytes);
    return mat;
  }

  private static float[] sample(Resampler resampler, Image image, Warp warp, Border border) {
    try (NativeScope scope = NativeScope.open()) {
      FloatPointer memory = new FloatPointer(INPUT.values());
      try (InputSlots slots = InputSlots.floats(INPUT, memory, 1)) {
        resampler.sample(image, warp, border, List.of(), slots, 0);
      }
      float[] out = new float[INPUT.values()];
      memory.get(out);
      return out;
    }
  }
}
