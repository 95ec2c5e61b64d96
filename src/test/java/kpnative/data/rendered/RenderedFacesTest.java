package kpnative.data.rendered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import kpnative.data.AnnotatedFace;
import kpnative.geometry.Point;
import kpnative.image.Channels;
import kpnative.image.Image;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rendered faces of the egg, and of the known head where it is. */
class RenderedFacesTest {
  private static final String HEADS = "kpnative.data.rendered.TestHeads#all";
  private static final long SEED = 20261127;
  private static final int COUNT = 8;

  private static RenderedFaces faces(TestHeads.Rendered head, long seed) {
    return RenderedFaces.of(head.maker(), seed);
  }

  private static int[] pixels(RenderedPicture face) {
    int w = face.picture().getWidth();
    int h = face.picture().getHeight();
    return face.picture().getRGB(0, 0, w, h, null, 0, w);
  }

  private static List<int[]> pixels(RenderedFaces faces) {
    return IntStream.range(0, COUNT).mapToObj(i -> pixels(faces.render(i))).toList();
  }

  @ParameterizedTest
  @MethodSource(HEADS)
  void eightThreadsRenderTheSameBytesInAnyOrder(TestHeads.Rendered head) throws Exception {
    RenderedFaces faces = faces(head, SEED);
    List<int[]> alone = pixels(faces);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<int[]>> together =
          IntStream.range(0, COUNT)
              .mapToObj(i -> threads.submit(() -> pixels(faces.render(COUNT - 1 - i))))
              .toList();
      for (int i = 0; i < COUNT; i++) {
        assertThat(together.get(COUNT - 1 - i).get()).as("face %d", i).isEqualTo(alone.get(i));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void anotherMakerOfTheSameHeadRendersTheSameBytes() {
    RenderedFaces again = RenderedFaces.of(EggHead.make(), SEED, LabelPlaces.GEOMETRY);
    assertThat(pixels(again.render(3))).isEqualTo(pixels(faces(TestHeads.egg(), SEED).render(3)));
  }

  @Test
  void anotherSeedOrIndexGivesAnotherFace() {
    List<int[]> one = pixels(faces(TestHeads.egg(), SEED));
    List<int[]> other = pixels(faces(TestHeads.egg(), SEED + 1));
    for (int i = 0; i < COUNT; i++) {
      assertThat(one.get(i)).isNotEqualTo(other.get(i));
      assertThat(one.get(i)).isNotEqualTo(one.get((i + 1) % COUNT));
    }
  }

  @ParameterizedTest
  @MethodSource(HEADS)
  void pointsWithoutAPictureAreThoseOfThePicture(TestHeads.Rendered head) {
    RenderedFaces faces = faces(head, SEED);
    for (int i = 0; i < COUNT; i++) {
      assertThat(faces.plannedFace(i).keypoints())
          .as("face %d", i)
          .isEqualTo(faces.render(i).keypoints());
    }
  }

  @Test
  void annotatedFacesAreTheRenderedOnes() throws Exception {
    List<AnnotatedFace> all =
        RenderedFaces.faces(TestHeads.egg().model(), 3, SEED, 68, LabelPlaces.GEOMETRY);
    RenderedPicture third = faces(TestHeads.egg(), SEED).render(2);
    assertThat(all.get(2).keypoints()).isEqualTo(third.keypoints());
    try (Image image = all.get(2).picture().read(Channels.COLOR)) {
      assertThat(image.size().width()).isEqualTo(third.picture().getWidth());
      assertThat(image.size().height()).isEqualTo(third.picture().getHeight());
    }
    assertThat(all.stream().map(AnnotatedFace::photograph)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource(HEADS)
  void pointsLieInThePictureOrNearIt(TestHeads.Rendered head) {
    RenderedFaces faces = faces(head, SEED);
    int outside = 0;
    for (int i = 0; i < 100; i++) {
      PlannedFace face = faces.plannedFace(i);
      for (int k = 0; k < 68; k++) {
        Point p = face.keypoints().point(k);
        double w = face.size().width();
        double h = face.size().height();
        double beyond =
            Math.max(Math.max(-p.x(), p.x() - (w - 1)), Math.max(-p.y(), p.y() - (h - 1)));
        assertThat(beyond).as("point %d of face %d", k, i).isLessThan(0.15 * Math.max(w, h));
        outside += beyond > 0 ? 1 : 0;
      }
    }
    assertThat(outside).as("points of 100 faces beyond the picture").isLessThan(50);
  }

  @ParameterizedTest
  @MethodSource(HEADS)
  void aBareFaceFromTheFrontHidesNothing(TestHeads.Rendered head) {
    assertThat(new BareFace(head, 0, 0, 0).visible()).containsOnly(true);
  }

  @ParameterizedTest
  @MethodSource(HEADS)
  void sixtyDegreesHideTheFarSide(TestHeads.Rendered head) {
    boolean[] right = new BareFace(head, 60, 0, 0).visible();
    boolean[] left = new BareFace(head, -60, 0, 0).visible();
    for (int far : new int[] {25, 26, 45, 54}) { // the person's left: brow's end, eye, mouth
      assertThat(right[far]).as("point %d to the picture's right", far).isFalse();
      assertThat(left[far]).as("point %d to the picture's left", far).isTrue();
    }
    for (int near : new int[] {0, 1, 2, 17, 18, 30, 36, 48}) {
      assertThat(right[near]).as("point %d", near).isTrue();
    }
  }

  @Test
  void whatIsBeyondThePictureIsNotVisible() {
    BareFace face = new BareFace(TestHeads.egg(), 0, 0, 0);
    face.points[3 * 30] = -5;
    face.points[3 * 31 + 1] = BareFace.SIDE + 3;
    boolean[] visible = face.visible();
    assertThat(visible[30]).isFalse();
    assertThat(visible[31]).isFalse();
    assertThat(visible[32]).isTrue();
  }

  @ParameterizedTest
  @MethodSource(HEADS)
  void theMaskLiesWithinTheHead(TestHeads.Rendered head) {
    RenderedFaces faces = faces(head, SEED);
    for (int i = 0; i < COUNT; i++) {
      RenderedPicture face = faces.render(i);
      int w = face.picture().getWidth();
      double[] e = {1e9, 1e9, -1e9, -1e9};
      for (int k = 0; k < 68; k++) {
        Point p = face.keypoints().point(k);
        e[0] = Math.min(e[0], p.x());
        e[1] = Math.min(e[1], p.y());
        e[2] = Math.max(e[2], p.x());
        e[3] = Math.max(e[3], p.y());
      }
      double reach = Math.max(e[2] - e[0], e[3] - e[1]);
      double covered = 0;
      for (int p = 0; p < face.mask().length; p++) {
        double value = (face.mask()[p] & 255) / 255.0;
        covered += value;
        if (value > 0) { // forehead, ears and throat reach beyond the points
          int row = p / w;
          assertThat((double) (p % w)).isBetween(e[0] - 0.7 * reach, e[2] + 0.7 * reach);
          assertThat((double) row).isBetween(e[1] - 0.9 * reach, e[3] + 0.7 * reach);
        }
      }
      assertThat(covered).as("face %d", i).isGreaterThan(0.15 * reach * reach);
      assertThat(covered).as("face %d", i).isLessThan(2.2 * reach * reach);
    }
  }

  @ParameterizedTest
  @MethodSource(HEADS)
  void theNoseTurnsAsThePoseSays(TestHeads.Rendered head) {
    RenderedFaces faces = faces(head, SEED);
    int turned = 0;
    for (int i = 0; i < 100; i++) {
      PlannedFace face = faces.plannedFace(i);
      float[] xyz = new float[3 * 68];
      for (int k = 0; k < 68; k++) {
        xyz[3 * k] = (float) face.keypoints().x(k);
        xyz[3 * k + 1] = (float) face.keypoints().y(k);
      }
      LabelRules.Frame frame = LabelRules.Frame.of(xyz, 3);
      double yaw = Math.toDegrees(face.pose().yaw());
      if (Math.abs(yaw) > 12) {
        turned++;
        assertThat(Math.signum(frame.turn()))
            .as("face %d, yaw %f", i, yaw)
            .isEqualTo(Math.signum(yaw));
      }
      if (Math.abs(yaw) < 20) { // further, pitch tilts the eyes' line too
        double tilt = Math.toDegrees(Math.atan2(frame.y(), frame.x()));
        double roll = Math.toDegrees(face.pose().roll());
        assertThat(tilt - roll).as("face %d", i).isBetween(-15.0, 15.0);
      }
    }
    assertThat(turned).isGreaterThan(20);
  }

  @Test
  void countsAndOtherKeypointsAreRefused() {
    HeadModel egg = TestHeads.egg().model();
    assertThatThrownBy(() -> RenderedFaces.faces(egg, 0, 1, 68, LabelPlaces.PEOPLE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("count of 1 or more, got 0");
    assertThatThrownBy(() -> RenderedFaces.faces(egg, 1, 1, 98, LabelPlaces.PEOPLE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("68 keypoints, got 98");
  }
}
