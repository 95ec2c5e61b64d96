package kpnative.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import kpnative.geometry.Size;
import kpnative.natives.NativeMemory;
import kpnative.natives.NativeScope;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PhotoTest {
  private final BufferedImage picture = EncodedPictures.quarters(BufferedImage.TYPE_INT_RGB);
  private final byte[] png = EncodedPictures.encode(picture, "png");

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void write() throws IOException {
    file = Files.write(folder.resolve("quarters.png"), png);
  }

  @ParameterizedTest
  @EnumSource(Channels.class)
  void everySourceGivesTheSamePixels(Channels channels) throws IOException {
    try (Image expected = ImageReader.read(file, channels);
        Image color = ImageReader.read(file, Channels.COLOR)) {
      List<Photo> photos =
          List.of(
              Photo.of(file),
              Photo.of(png),
              Photo.of(new ByteArrayInputStream(png)),
              Photo.of(picture),
              Photo.of(color.mat()),
              Photo.of(color));
      for (Photo photo : photos) {
        assertThat(photo.size()).as(photo.name()).isEqualTo(new Size(48, 32));
        try (Image image = photo.image(channels);
            DecodedPhoto decoded = photo.decode()) {
          assertThat(difference(image, expected)).as(photo.name()).isLessThanOrEqualTo(1);
          assertThat(difference(decoded.in(channels), image)).as(photo.name()).isZero();
        }
      }
    }
  }

  @Test
  void everyEncodedSourceIsTurnedUpright() throws IOException {
    byte[] turned =
        EncodedPictures.jpegWithOrientation(
            EncodedPictures.encode(picture, "jpg"), 6, ByteOrder.LITTLE_ENDIAN);
    assertThat(Photo.of(turned).size()).isEqualTo(new Size(32, 48));
    try (Image image = Photo.of(turned).image(Channels.GRAY)) {
      assertThat(image.size()).isEqualTo(new Size(32, 48));
    }
  }

  @Test
  void grayOfAColorFileIsDecodedAsGray() throws IOException {
    byte[] jpeg = EncodedPictures.encode(picture, "jpg");
    try (DecodedPhoto photo = Photo.of(jpeg).decode();
        Image gray = Photo.of(jpeg).image(Channels.GRAY)) {
      photo.in(Channels.COLOR);

      assertThat(difference(photo.in(Channels.GRAY), gray)).isZero();
    }
  }

  @Test
  void pixelsAreDecodedOnceForEachChannels() throws IOException {
    try (DecodedPhoto photo = Photo.of(file).decode()) {
      Image gray = photo.in(Channels.GRAY);
      Image color = photo.in(Channels.COLOR);
      Files.delete(file);

      assertThat(photo.in(Channels.GRAY)).isSameAs(gray);
      assertThat(photo.in(Channels.COLOR)).isSameAs(color);
    }
  }

  @Test
  void aFileIsOpenedOnceAlsoForTwoKindsOfChannels() throws IOException {
    try (DecodedPhoto photo = Photo.of(file).decode()) {
      photo.in(Channels.GRAY);
      Files.delete(file);

      assertThat(photo.in(Channels.COLOR).channels()).isEqualTo(Channels.COLOR);
    }
  }

  @Test
  void aPhotoThatIsMadeAndNotUsedReadsNothing() {
    Photo missing = Photo.of(folder.resolve("missing.png"));

    assertThat(missing.name()).isEqualTo(folder.resolve("missing.png").toString());
    assertThatThrownBy(() -> missing.image(Channels.GRAY))
        .isInstanceOf(IOException.class)
        .hasMessage(missing.name() + ": no such file");
  }

  @Test
  void anotherNameIsInEveryMessage() {
    Photo missing = Photo.of(folder.resolve("missing.png")).named("upload 7");

    for (ThrowingCallable use :
        List.<ThrowingCallable>of(
            missing::size,
            () -> missing.image(Channels.GRAY),
            () -> missing.decode().in(Channels.COLOR))) {
      assertThatThrownBy(use).isInstanceOf(IOException.class).hasMessage("upload 7: no such file");
    }
  }

  @Test
  void bytesThatChangeAfterwardsChangeNothing() throws IOException {
    byte[] bytes = png.clone();
    Photo photo = Photo.of(bytes);
    Arrays.fill(bytes, (byte) 0);

    assertThat(photo.size()).isEqualTo(new Size(48, 32));
  }

  @Test
  void emptyTruncatedAndForeignBytesAreRejectedByName() throws IOException {
    Photo empty = Photo.of(InputStream.nullInputStream()).named("upload 7");
    Photo cut = Photo.of(Arrays.copyOf(png, png.length - 20)).named("upload 8");
    Photo text = Photo.of("hello".getBytes(java.nio.charset.StandardCharsets.UTF_8));

    assertThatThrownBy(() -> empty.image(Channels.GRAY))
        .isInstanceOf(IOException.class)
        .hasMessage("upload 7: empty: expected a picture file, got 0 bytes");
    assertThatThrownBy(() -> cut.image(Channels.GRAY))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("upload 8: truncated or damaged");
    assertThatThrownBy(() -> text.image(Channels.GRAY))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("a picture of 5 bytes: not a picture");
    assertThatThrownBy(text::size).isInstanceOf(IOException.class);
    try (DecodedPhoto decoded = cut.decode()) {
      for (int i = 0; i < 2; i++) { // also the second time
        assertThatThrownBy(() -> decoded.in(Channels.GRAY)).hasMessageStartingWith("upload 8");
      }
    }
  }

  @Test
  void aStreamIsReadUpToItsLimitAndNotClosed() throws IOException {
    AtomicInteger closed = new AtomicInteger();
    InputStream stream =
        new ByteArrayInputStream(png) {
          @Override
          public void close() {
            closed.incrementAndGet();
          }
        };
    Photo whole = Photo.of(stream, png.length);

    assertThat(whole.size()).isEqualTo(new Size(48, 32));
    assertThat(closed).hasValue(0);
    assertThatThrownBy(() -> Photo.of(new ByteArrayInputStream(png), png.length - 1))
        .isInstanceOf(IOException.class)
        .hasMessage("a stream: more than the allowed %d bytes", png.length - 1);
    assertThatThrownBy(() -> Photo.of(stream, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aMatOfFloatsIsRefusedAtOnce() {
    try (NativeScope scope = NativeScope.open()) {
      Mat floats = new Mat(3, 5, opencv_core.CV_32FC1);
      assertThatThrownBy(() -> Photo.of(floats)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void anImageThatWasReducedIsNoPhoto() throws IOException {
    try (Image large =
        Image.of(new BufferedImage(64, 48, BufferedImage.TYPE_3BYTE_BGR), Channels.COLOR)) {
      Path jpeg = folder.resolve("large.jpg");
      javax.imageio.ImageIO.write(large.toBufferedImage(), "jpg", jpeg.toFile());
      try (Image half = ImageReader.read(jpeg, Channels.COLOR, 2)) {
        assertThatThrownBy(() -> Photo.of(half))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("reduced to 1/2");
      }
    }
  }

  @Test
  void closingAPhotosImageLeavesTheCallersPixels() throws IOException {
    try (Image color = ImageReader.read(file, Channels.COLOR)) {
      Photo.of(color).image(Channels.COLOR).close();
      Photo.of(color.mat()).image(Channels.COLOR).close();
      try (Image again = ImageReader.read(file, Channels.COLOR)) {
        assertThat(difference(color, again)).isZero();
      }
    }
  }

  @Test
  void aClosedPhotoThrows() {
    DecodedPhoto photo = Photo.of(file).decode();
    photo.close();
    photo.close();

    assertThatThrownBy(() -> photo.in(Channels.GRAY))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(file + ": used after close");
  }

  @Test
  void decodingLeavesNothingBehind() throws IOException {
    decodeAll();
    long before = NativeMemory.objects();
    for (int i = 0; i < 20; i++) {
      decodeAll();
    }
    assertThat(NativeMemory.objects()).isLessThanOrEqualTo(before);
  }

  private void decodeAll() throws IOException {
    for (Photo photo : List.of(Photo.of(file), Photo.of(png), Photo.of(picture))) {
      try (DecodedPhoto decoded = photo.decode()) {
        decoded.in(Channels.COLOR);
        decoded.in(Channels.GRAY);
      }
    }
    try (DecodedPhoto damaged = Photo.of(Arrays.copyOf(png, 60)).decode()) {
      assertThatThrownBy(() -> damaged.in(Channels.GRAY)).isInstanceOf(IOException.class);
    }
  }

  private static double difference(Image a, Image b) {
    return opencv_core.norm(a.mat(), b.mat(), opencv_core.NORM_INF, null);
  }

  @Test
  void colorsAskedForAfterGrayAreThePhotosOwn() throws IOException {
    BufferedImage picture = new BufferedImage(4, 3, BufferedImage.TYPE_3BYTE_BGR);
    picture.setRGB(1, 2, 0xC82828);
    try (DecodedPhoto photo = Photo.of(picture).decode()) {
      photo.in(Channels.GRAY);

      assertThat(photo.in(Channels.COLOR).toBufferedImage().getRGB(1, 2)).isEqualTo(0xFFC82828);
      assertThat(photo.picture()).isSameAs(picture);
    }
  }
}
