package kpnative.tutorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import kpnative.chip.ChipShape;
import kpnative.face.FaceFinders;
import kpnative.find.FaceKeypoints;
import kpnative.find.FindOptions;
import kpnative.find.SearchedPhoto;
import kpnative.geometry.Box;
import kpnative.geometry.Camera;
import kpnative.geometry.Point;
import kpnative.geometry.Warp;
import kpnative.hide.FaceHiding;
import kpnative.image.Channels;
import kpnative.image.DecodedPhoto;
import kpnative.image.Photo;
import kpnative.infer.BuiltInModel;
import kpnative.infer.Face;
import kpnative.pose.FaceRatios;
import kpnative.pose.HeadPose;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A face is more than its points: which way it looks, whether its eyes are open, a chip of it for a
 * network that recognises people. And sometimes nobody must see it.
 */
class Tutorial10PoseChipsHideTest {
  private static final PaintedScene SCENE =
      new PaintedScene(480, 240)
          .with(2, Box.ofPixels(50, 70, 100, 100))
          .with(8, Box.ofPixels(330, 70, 100, 100));

  @TempDir static Path folder;
  private static Photo photo;
  private static FaceKeypoints faces;

  @BeforeAll
  static void open() throws IOException {
    assumeTrue(BuiltInModel.ofJar().isPresent(), "a build without a model");
    Path file = folder.resolve("photo.png");
    ImageIO.write(SCENE.picture(), "png", file.toFile());
    photo = Photo.of(file);
    faces = FaceKeypoints.builtIn();
  }

  @AfterAll
  static void close() {
    if (faces != null) {
      faces.close();
    }
  }

  /** Angles are degrees: yaw to the picture's right, pitch up, roll clockwise. */
  @Test
  void aFaceKnowsHowItsHeadIsTurned() throws IOException {
    List<String> lines = new ArrayList<>();

    // tag::pose
    Camera camera = photo.camera(); // by EXIF, or guessed from the size
    for (Face face : faces.find(photo)) {
      Optional<HeadPose> pose = face.pose(camera); // empty if the schema has no such points
      pose.ifPresent(p -> lines.add("yaw " + p.yaw() + ", pitch " + p.pitch()));
      FaceRatios ratios = face.ratios();
      lines.add("eyes " + ratios.leftEye() + ", " + ratios.rightEye());
    }
    // end::pose

    assertThat(lines).hasSize(4);
    for (Face face : faces.find(photo)) {
      HeadPose pose = face.pose(camera).orElseThrow();
      assertThat(Math.abs(pose.roll())).isLessThan(30);
      // ten centimetres ahead of the face: less far in the picture, since they point to us
      Point ahead = pose.project(0, 0, 10);
      assertThat(ahead.distanceTo(pose.origin())).isLessThan(10 * pose.scale());
      assertThat(face.ratios().leftEye()).isBetween(0.0, 0.6);
    }
  }

  /** Who cuts a part out of a photograph follows the camera into it: the head is as far away. */
  @Test
  void aPartOfAPhotographHasACameraToo() throws IOException {
    Face face = faces.find(photo).get(1);
    HeadPose whole = face.pose(photo.camera()).orElseThrow();

    // tag::part
    Warp part = Warp.translation(-300, -40).then(Warp.scaling(2, 2, new Point(0, 0)));
    Camera camera = photo.camera().through(part);
    // end::part

    Face there =
        new Face(
            new Box(0, 0, 1, 1),
            face.keypoints().map(part),
            List.of(),
            face.score(),
            face.disagreement(),
            face.schema(),
            face.indices());
    assertThat(there.pose(camera).orElseThrow().yaw()).isCloseTo(whole.yaw(), within(0.1));
    // the wrong way: the camera of the whole photograph for points of the part
    assertThat(there.pose(photo.camera()).orElseThrow().distance())
        .isLessThan(0.8 * there.pose(camera).orElseThrow().distance());
  }

  /** A chip is resampled once, from the photograph, however the head leans. */
  @Test
  void aChipIsTheFaceUpright() throws IOException {
    // tag::chip
    List<BufferedImage> chips = new ArrayList<>();
    for (Face face : faces.find(photo)) {
      face.chip(photo, ChipShape.ARCFACE).ifPresent(chips::add); // 112 x 112
    }
    // end::chip

    assertThat(chips).hasSize(2);
    assertThat(chips.get(0).getWidth()).isEqualTo(112);
    // a chip is a photograph, too: the eyes are where ArcFace's networks expect them
    Face again = faces.detectCrop(Photo.of(chips.get(0)));
    assertThat(middle(again, 36).y()).isCloseTo(51.6, within(6.0));
    assertThat(middle(again, 42).y()).isCloseTo(51.6, within(6.0));
  }

  private static Point middle(Face face, int first) {
    double x = 0;
    double y = 0;
    for (int k = first; k < first + 6; k++) {
      x += face.keypoints().x(k) / 6;
      y += face.keypoints().y(k) / 6;
    }
    return new Point(x, y);
  }

  /** Where faces must not be seen, what may be one is hidden, too. */
  @Test
  void facesAreHidden() throws IOException {
    BufferedImage hidden;
    // tag::hide
    try (DecodedPhoto decoded = photo.decode()) {
      SearchedPhoto all = faces.search(decoded);
      BufferedImage picture = decoded.in(Channels.COLOR).toBufferedImage();
      hidden = FaceHiding.FILL.hide(picture, all.faces(), all.doubtful());
    }
    // end::hide

    for (Face face : faces.find(photo)) {
      for (int k = 0; k < face.keypoints().count(); k++) {
        int x = (int) Math.round(face.keypoints().x(k));
        int y = (int) Math.round(face.keypoints().y(k));
        assertThat(hidden.getRGB(x, y) & 0xffffff).isZero();
      }
    }
    assertThat(faces.find(Photo.of(hidden))).isEmpty();
  }

  /** A finder sees some 640 pixels; in a large photograph, small faces need a closer look. */
  @Test
  void smallFacesOfALargePhotographAreFound() throws IOException {
    PaintedScene crowd = new PaintedScene(2400, 1600);
    for (int i = 0; i < 6; i++) {
      crowd.with(2, Box.ofPixels(200 + 350 * i, 300 + 150 * i, 40, 40));
    }
    Photo large = Photo.of(crowd.picture());

    // tag::large
    FindOptions options =
        FindOptions.DEFAULT.withFinder(FaceFinders.tiled(FaceFinders.builtIn(), 40)); // pixels
    try (FaceKeypoints close = FaceKeypoints.builtIn(options)) {
      List<Face> found = close.find(large);
      System.out.println(found.size() + " faces");
    }
    // end::large

    assertThat(faces.find(large)).hasSizeLessThan(6);
    try (FaceKeypoints close = FaceKeypoints.builtIn(options)) {
      assertThat(close.find(large)).hasSize(6);
    }
  }
}
