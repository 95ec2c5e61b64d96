package kpnative.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import kpnative.data.painted.SyntheticFaces;
import kpnative.geometry.Camera;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.keypoints.Keypoints;
import kpnative.pose.HeadPose;
import kpnative.pose.PoseFit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The camera of a photograph, by its EXIF data and its size, and of parts of it. */
class PhotoCameraTest {
  private static final int FILM = 41989;
  private static final int LENS = 37386;
  private static final int SENSOR = 41486;
  private static final int UNIT = 41488;
  private static final int WIDTH = 40962;
  private static final int HEIGHT = 40963;

  /** One EXIF tag: a ratio, or a number where {@code below} is 0. */
  private record Tag(int tag, long value, long below) {
    static Tag of(int tag, long value) {
      return new Tag(tag, value, 0);
    }
  }

  private static Camera camera(int width, int height, Tag... tags) throws IOException {
    return Photo.of(jpeg(width, height, ByteOrder.LITTLE_ENDIAN, 1, tags)).camera();
  }

  private static byte[] jpeg(int width, int height, ByteOrder order, int orientation, Tag... tags)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "jpg", bytes);
    byte[] plain = bytes.toByteArray();
    byte[] exif = exif(order, orientation, tags);
    ByteBuffer all = ByteBuffer.allocate(plain.length + 10 + exif.length);
    all.put(plain, 0, 2).putShort((short) 0xffe1).putShort((short) (8 + exif.length));
    all.put("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1)).put(exif);
    return all.put(plain, 2, plain.length - 2).array();
  }

  private static byte[] exif(ByteOrder order, int orientation, Tag... tags) {
    int settings = 8 + 2 + 2 * 12 + 4;
    int values = settings + 2 + tags.length * 12 + 4;
    ByteBuffer out = ByteBuffer.allocate(values + 8 * tags.length).order(order);
    out.put((order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM").getBytes(StandardCharsets.US_ASCII));
    out.putShort((short) 42).putInt(8);
    out.putShort((short) 2);
    out.putShort((short) 274).putShort((short) 3).putInt(1).putShort((short) orientation);
    out.putShort((short) 0);
    out.putShort((short) 34665).putShort((short) 4).putInt(1).putInt(settings);
    out.putInt(0).putShort((short) tags.length);
    for (int i = 0; i < tags.length; i++) {
      Tag tag = tags[i];
      out.putShort((short) tag.tag).putShort((short) (tag.below == 0 ? 4 : 5)).putInt(1);
      out.putInt(tag.below == 0 ? (int) tag.value : values + 8 * i);
      out.putInt(values + 8 * i, (int) tag.value).putInt(values + 8 * i + 4, (int) tag.below);
    }
    return out.array();
  }

  @Test
  void theFocalLengthOnFilmIsInPartsOfTheDiagonal() throws IOException {
    Camera camera = camera(400, 300, Tag.of(FILM, 28));

    assertThat(camera.known()).isTrue();
    assertThat(camera.focalLength()).isCloseTo(28 / Math.hypot(36, 24) * 500, within(1e-9));
    assertThat(camera.axis()).isEqualTo(new Point(199.5, 149.5));
  }

  @ParameterizedTest
  @CsvSource({"2, 2540", "3, 1000", "4, 100"})
  void theLensAndTheSensorGiveItToo(int unit, long resolution) throws IOException {
    Camera camera =
        camera(
            400, 300, new Tag(LENS, 425, 100), new Tag(SENSOR, resolution, 1), Tag.of(UNIT, unit));

    assertThat(camera.known()).isTrue();
    assertThat(camera.focalLength()).isCloseTo(425, within(1e-9)); // 4.25 mm, 100 a millimetre
  }

  @Test
  void theLensAloneSaysNothing() throws IOException {
    assertThat(camera(400, 300, new Tag(LENS, 425, 100)))
        .isEqualTo(Camera.ofSize(new Size(400, 300)));
  }

  @Test
  void aResizedPictureHasTheSameAngle() throws IOException {
    Tag[] tags = {
      new Tag(LENS, 50, 1),
      new Tag(SENSOR, 1000, 6),
      Tag.of(UNIT, 4),
      Tag.of(WIDTH, 6000),
      Tag.of(HEIGHT, 4000)
    };

    assertThat(camera(300, 200, tags).focalLength()).isCloseTo(50 * 1000 / 6.0 / 20, within(1e-9));
    assertThat(camera(300, 200, Tag.of(FILM, 50), tags[3], tags[4]).focalLength())
        .isCloseTo(50 / Math.hypot(36, 24) * Math.hypot(300, 200), within(1e-9));
  }

  @Test
  void aCutOutHasTheFocalLengthOfTheWhole() throws IOException {
    Camera camera = camera(300, 300, Tag.of(FILM, 28), Tag.of(WIDTH, 800), Tag.of(HEIGHT, 600));

    assertThat(camera.known()).isTrue();
    assertThat(camera.focalLength()).isCloseTo(28 / Math.hypot(36, 24) * 1000, within(1e-9));
  }

  @Test
  void aLargerPictureOfAnotherShapeIsNotTheCamerasOwn() throws IOException {
    assertThat(camera(300, 300, Tag.of(FILM, 28), Tag.of(WIDTH, 200), Tag.of(HEIGHT, 150)))
        .isEqualTo(Camera.ofSize(new Size(300, 300)));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 100_000, 0xffff_ffffL})
  void whatNoLensIsIsNotBelieved(long film) throws IOException {
    assertThat(camera(400, 300, Tag.of(FILM, film))).isEqualTo(Camera.ofSize(new Size(400, 300)));
  }

  @Test
  void aRatioOverNothingIsNotBelieved() throws IOException {
    ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    byte[] file =
        jpeg(400, 300, order, 1, new Tag(LENS, 50, 1), new Tag(SENSOR, 0x1234567, 0x7654321));
    ByteBuffer bytes = ByteBuffer.wrap(file).order(order);
    for (int at = 0; at < file.length - 8; at++) {
      if (bytes.getInt(at) == 0x1234567 && bytes.getInt(at + 4) == 0x7654321) {
        bytes.putInt(at + 4, 0);
      }
    }

    assertThat(Photo.of(file).camera()).isEqualTo(Camera.ofSize(new Size(400, 300)));
  }

  @Test
  void bothByteOrdersAndAPhotographOnItsSideAreRead() throws IOException {
    Camera camera = Photo.of(jpeg(400, 300, ByteOrder.BIG_ENDIAN, 6, Tag.of(FILM, 28))).camera();

    assertThat(camera.focalLength()).isCloseTo(28 / Math.hypot(36, 24) * 500, within(1e-9));
    assertThat(camera.axis()).isEqualTo(new Point(149.5, 199.5));
  }

  /** A face near a wide lens, and the same face in a part that is cut out, turned and resized. */
  @Test
  void aHeadHasOnePoseInThePhotographAndInItsParts() throws IOException {
    Camera camera = camera(400, 300, Tag.of(FILM, 24));
    Keypoints points = SyntheticFaces.faces(3, 5, 68).get(2).keypoints();
    HeadPose whole = PoseFit.of(points, Optional.of(camera)).orElseThrow();
    List<Warp> parts = new ArrayList<>();
    parts.add(Warp.translation(-30, -20));
    parts.add(Warp.translation(-30, -20).then(Warp.scaling(2.5, 2.5, new Point(0, 0))));
    parts.add(Warp.rotation(Math.toRadians(30), new Point(80, 50)));

    for (Warp part : parts) {
      HeadPose pose = PoseFit.of(points.map(part), Optional.of(camera.through(part))).orElseThrow();
      double turned = Math.toDegrees(Math.atan2(part.m10(), part.m00())); // clockwise
      assertThat(pose.yaw()).isCloseTo(whole.yaw(), within(0.02));
      assertThat(pose.pitch()).isCloseTo(whole.pitch(), within(0.02));
      assertThat(pose.roll()).isCloseTo(whole.roll() + turned, within(0.02));
      assertThat(pose.distance()).isCloseTo(whole.distance(), within(0.1));
    }
  }

  @Test
  void aCameraDoesNotGoThroughAMirrorOrAShear() throws IOException {
    Camera camera = Camera.ofSize(new Size(400, 300));

    for (Warp warp : List.of(Warp.affine(-1, 0, 399, 0, 1, 0), Warp.affine(1, 0.2, 0, 0, 1, 0))) {
      assertThatThrownBy(() -> camera.through(warp)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
