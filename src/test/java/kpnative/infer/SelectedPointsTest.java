package kpnative.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kpnative.data.AnnotatedFace;
import kpnative.data.painted.SyntheticFaces;
import kpnative.geometry.Box;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import kpnative.weights.TensorData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SelectedPointsTest {
  private DetectorFile whole;

  @BeforeEach
  void theModelIsInTheBuild() throws IOException {
    assumeTrue(BuiltInModel.free().isPresent(), "this build has no model builtin:free");
    whole = BuiltInModel.free().read();
  }

  private static Keypoints found(DetectorFile file) throws IOException {
    AnnotatedFace face = SyntheticFaces.faces(1, 3, 68).get(0);
    Box box = face.keypoints().extent();
    try (KeypointDetector detector = KeypointDetector.of(file, DetectorOptions.DEFAULT);
        Image picture = face.picture().read(Channels.GRAY)) {
      return detector.detect(picture, List.of(box)).get(0).keypoints();
    }
  }

  @Test
  void findsItsPointsWhereTheWholeDetectorDoes() throws IOException {
    DetectorFile some = SelectedPoints.of(whole, "nose_tip,36-47");

    Keypoints few = found(some);
    Keypoints expected = found(whole).select(some.spec().indices());
    assertThat(few.count()).isEqualTo(13);
    for (int k = 0; k < few.count(); k++) {
      assertThat(few.point(k).distanceTo(expected.point(k))).isLessThan(1e-3);
    }
  }

  @Test
  void aPartOfJoinedSchemasHasThatSchema() throws IOException {
    KeypointSchema joined =
        KeypointSchema.joined(List.of(KeypointSchema.IBUG68, KeypointSchema.IMM58));
    DetectorFile both = joined(joined);

    DetectorFile part = SelectedPoints.of(both, "ibug68");

    assertThat(part.spec().keypointSchema()).isEqualTo(KeypointSchema.IBUG68);
    assertThat(part.spec().keypoints()).isEqualTo(whole.spec().keypoints());
    assertThat(part.spec().meanShape()).isEqualTo(whole.spec().meanShape());
    assertThat(found(part)).isEqualTo(found(SelectedPoints.of(whole, "0-67")));
    assertThat(DetectorSpec.of(part.metadata(), "text")).isEqualTo(part.spec());
  }

  @Test
  void pointsThatTheDetectorLacksAreNamed() {
    DetectorFile nose = SelectedPoints.of(whole, "nose_tip");

    assertThatThrownBy(() -> SelectedPoints.of(nose, "jaw"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the detector does not find the point jaw_0");
  }

  @Test
  void confidencesAreLeftOut() {
    assertThat(SelectedPoints.of(whole, "jaw").confidence()).isEmpty();
    assertThat(SelectedPoints.of(whole, "jaw").metadata())
        .doesNotContainKey(ConfidenceCalibration.KEY);
  }

  /** {@return the model as if it found the points of two schemas, those of the second at zero} */
  private DetectorFile joined(KeypointSchema schema) {
    DetectorSpec spec = whole.spec();
    List<Double> mean = new ArrayList<>(spec.meanShape());
    mean.addAll(Collections.nCopies(2 * schema.count() - mean.size(), 0.5));
    List<Integer> all = new ArrayList<>();
    for (int k = 0; k < schema.count(); k++) {
      all.add(k);
    }
    DetectorSpec both =
        new DetectorSpec(
            spec.version(),
            spec.recipe(),
            schema,
            all,
            spec.input(),
            spec.box(),
            spec.codec(),
            SelectedPoints.of(whole, "0-67").spec().network(),
            spec.flipTest(),
            mean);
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    both.graph().slots().forEach(slot -> tensors.put(slot.name(), whole.tensor(slot.name())));
    TensorData head = whole.tensor("head.weight");
    long[] shape = head.shape();
    float[] rows = Arrays.copyOf(head.floats(), head.floats().length / 68 * schema.count());
    shape[0] = schema.count();
    tensors.put("head.weight", TensorData.ofFloats(rows, shape));
    return new DetectorFile("both", both, Optional.empty(), Optional.empty(), tensors, Map.of());
  }
}
