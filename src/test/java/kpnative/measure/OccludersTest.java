package kpnative.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import kpnative.data.AnnotatedFace;
import kpnative.data.PictureSource;
import kpnative.geometry.Size;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.keypoints.Keypoints;
import kpnative.keypoints.PointState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OccludersTest {
  private static final int SIDE = 60;
  private static final int WHITE = 0xFFFFFFFF;

  /** A white picture. */
  private record White() implements PictureSource {
    @Override
    public Image read(Channels channels) {
      BufferedImage white = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
      for (int i = 0; i < SIDE * SIDE; i++) {
        white.setRGB(i % SIDE, i / SIDE, WHITE);
      }
      return Image.of(white, channels);
    }

    @Override
    public Size size() {
      return new Size(SIDE, SIDE);
    }

    @Override
    public String name() {
      return "white";
    }
  }

  /** {@return a face with a point at each third pixel but the border's} */
  private static AnnotatedFace face(List<PointState> states) {
    double[] xy = new double[2 * 18 * 18];
    for (int i = 0; i < 18 * 18; i++) {
      xy[2 * i] = 3 + 3 * (i % 18);
      xy[2 * i + 1] = 3 + 3 * (i / 18);
    }
    return new AnnotatedFace(
        new White(),
        "white",
        Optional.empty(),
        Keypoints.of(xy),
        Optional.empty(),
        "here",
        states,
        Optional.empty());
  }

  @ParameterizedTest
  @EnumSource(names = {"PATCHES", "THINGS"})
  void aPointIsHiddenWhereThePictureHasChanged(Occluders occluders) throws IOException {
    int agree = 0;
    int hidden = 0;
    int all = 0;
    for (AnnotatedFace face : occluders.on(Collections.nCopies(10, face(List.of())))) {
      List<PointState> states = face.knownStates();
      try (Image picture = face.picture().read(Channels.COLOR)) {
        BufferedImage pixels = picture.toBufferedImage();
        for (int k = 0; k < states.size(); k++) {
          boolean changed =
              pixels.getRGB((int) face.keypoints().x(k), (int) face.keypoints().y(k)) != WHITE;
          agree += changed == (states.get(k) == PointState.HIDDEN) ? 1 : 0;
          hidden += states.get(k) == PointState.HIDDEN ? 1 : 0;
          all++;
        }
      }
    }
    assertThat(hidden).isBetween(all / 20, all / 2);
    assertThat(agree).isGreaterThan(all * 95 / 100); // but for white parts of scenes and edges
  }

  @Test
  void whatTheAnnotationSaysIsKeptWhereNothingLies() throws IOException {
    List<PointState> said = Collections.nCopies(18 * 18, PointState.VISIBLE);

    List<PointState> states = Occluders.PATCHES.on(List.of(face(said))).get(0).knownStates();

    assertThat(states).containsOnly(PointState.VISIBLE, PointState.HIDDEN);
  }

  @Test
  void theyLieTheSameEachTime() throws IOException {
    List<AnnotatedFace> faces = Collections.nCopies(3, face(List.of()));
    List<PointState> first = Occluders.THINGS.on(faces).get(2).knownStates();

    assertThat(Occluders.THINGS.on(faces).get(2).knownStates()).isEqualTo(first);
    assertThat(Occluders.THINGS.on(faces).get(1).knownStates()).isNotEqualTo(first);
  }

  @Test
  void noneLeavesTheFacesAlone() {
    List<AnnotatedFace> faces = List.of(face(List.of()));

    assertThat(Occluders.NONE.on(faces)).isSameAs(faces);
    assertThat(Occluders.parse("things")).isEqualTo(Occluders.THINGS);
    assertThatThrownBy(() -> Occluders.parse("Patches"))
        .hasMessage("occluders must be none, patches or things, got 'Patches'");
  }
}
