package kpnative.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import kpnative.data.painted.SyntheticFaces;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import kpnative.keypoints.PointState;
import org.junit.jupiter.api.Test;

class JoinedFacesTest {
  private static AnnotatedFace face(int points, double from) {
    Keypoints keypoints =
        Keypoints.of(DoubleStream.iterate(from, v -> v + 1).limit(2L * points).toArray());
    return new AnnotatedFace(
        SyntheticFaces.faces(1, 1, 58).get(0).picture(),
        "photograph",
        Optional.empty(),
        keypoints,
        Optional.empty(),
        "a face");
  }

  @Test
  void eachFaceHasItsOwnPointsAndLacksTheOthers() {
    Dataset joined = JoinedFaces.of(List.of(face(58, 1), face(73, 1000), face(58, 5)));

    assertThat(joined.schema().name()).isEqualTo("imm58_imm-frontal73");
    for (int i = 0; i < 3; i++) {
      Keypoints all = joined.faces().get(i).keypoints();
      int first = i == 1 ? 58 : 0;
      int count = i == 1 ? 73 : 58;
      assertThat(all.presentCount()).isEqualTo(count);
      assertThat(all.isPresent(first)).isTrue();
      assertThat(all.isPresent(first + count - 1)).isTrue();
    }
    assertThat(joined.faces().get(1).keypoints().x(58)).isEqualTo(1000);
    assertThat(joined.faces().get(0).schema()).contains(joined.schema());
  }

  @Test
  void whatIsSaidOfPointsGoesWithThem() {
    AnnotatedFace plain = face(58, 1);
    List<PointState> seen = Collections.nCopies(58, PointState.HIDDEN);
    AnnotatedFace said = plain.withKeypoints(plain.keypoints(), seen);

    AnnotatedFace joined = JoinedFaces.of(List.of(face(73, 1), said)).faces().get(1);

    assertThat(joined.state(0)).isEqualTo(PointState.ABSENT);
    assertThat(joined.state(73)).isEqualTo(PointState.HIDDEN);
  }

  @Test
  void facesOfOneSchemaStayAsTheyAre() {
    List<AnnotatedFace> faces = List.of(face(58, 1), face(58, 2));

    assertThat(JoinedFaces.of(faces)).isEqualTo(new Dataset(KeypointSchema.IMM58, faces));
  }
}
