package kpnative.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import kpnative.codec.CoordinateCodec;
import kpnative.crop.BoxRule;
import kpnative.data.AnnotatedFace;
import kpnative.data.FaceSampler;
import kpnative.data.painted.SyntheticFaces;
import kpnative.geometry.Warp;
import kpnative.image.Channels;
import kpnative.image.InputFormat;
import kpnative.infer.DetectorSpec;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import kpnative.network.NetworkSpec;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FaceEvaluationTest {
  private static final long SEED = 12;

  private final List<AnnotatedFace> faces = SyntheticFaces.faces(6, SEED, 68);

  @Test
  void exactPredictionsHaveNoErrorAndTheMeanShapeHasOne() throws IOException {
    FaceEvaluation evaluation = FaceEvaluation.of(spec(68), predictions(spec(68), 0));

    assertThat(evaluation.detector().perFace()).containsOnly(0.0);
    assertThat(evaluation.meanShape().perFace())
        .hasSameSizeAs(faces)
        .allMatch(nme -> nme > 0.01 && nme < 1);
  }

  @Test
  void aShiftIsMeasuredByTheOuterEyeCorners() throws IOException {
    List<Prediction> shifted = predictions(spec(68), 2);
    FaceEvaluation evaluation = FaceEvaluation.of(spec(68), shifted);
    for (int i = 0; i < faces.size(); i++) {
      Keypoints truth = faces.get(i).keypoints();
      double eyes = Math.hypot(truth.x(45) - truth.x(36), truth.y(45) - truth.y(36));
      assertThat(evaluation.detector().perFace().get(i)).isCloseTo(2 / eyes, Offset.offset(1e-9));
    }
  }

  @Test
  void theMeanShapeOfOneFaceIsThatFace() throws IOException {
    List<AnnotatedFace> one = faces.subList(0, 1);
    DetectorSpec spec =
        spec(68).withMeanShape(FaceEvaluation.fit(FaceSampler.of(spec(68)), one).unit());

    Evaluation mean = FaceEvaluation.meanShape(spec, predictions(spec, 5).subList(0, 1));

    assertThat(mean.perFace().get(0)).isCloseTo(0, Offset.offset(1e-9));
  }

  @Test
  void aDetectorOfSomeKeypointsIsMeasuredByThose() throws IOException {
    DetectorSpec nose = spec(1);
    List<Prediction> shifted = predictions(nose, 3);
    FaceEvaluation evaluation = FaceEvaluation.of(nose, shifted);

    assertThat(evaluation.predictions())
        .hasSameSizeAs(faces)
        .allMatch(p -> p.predicted().count() == 1);
    assertThat(evaluation.detector().perFace()).hasSameSizeAs(faces).allMatch(nme -> nme > 0);
  }

  @Test
  void aModelThatIsNoBetterThanTheMeanShapeIsCalledSo() throws IOException {
    assertThat(FaceEvaluation.of(spec(68), predictions(spec(68), 0)).worseThanMeanShape())
        .isEmpty();
    assertThat(FaceEvaluation.of(spec(68), predictions(spec(68), 500)).worseThanMeanShape())
        .hasValueSatisfying(
            text ->
                assertThat(text)
                    .startsWith("worse than the mean shape: its error is ")
                    .endsWith("(NME, inter-ocular)"));
    FaceEvaluation far = FaceEvaluation.of(spec(1), predictions(spec(1), 500));
    assertThat(
            new FaceEvaluation(far.meanShape(), far.meanShape(), far.predictions())
                .worseThanMeanShape())
        .hasValueSatisfying(
            text -> assertThat(text).startsWith("no better").contains("(NME, inter-ocular)"));
  }

  private List<Prediction> predictions(DetectorSpec spec, double shift) throws IOException {
    List<Prediction> all = new ArrayList<>();
    for (AnnotatedFace face : faces) {
      Warp toInput = FaceSampler.of(spec).crop(face.picture().size(), face).toInput();
      Keypoints found = face.keypoints().select(spec.indices()).map(Warp.translation(shift, 0));
      all.add(new Prediction(face, found, toInput, spec.input().size()));
    }
    return all;
  }

  /** All 68 keypoints, or only the tip of the nose. */
  private static DetectorSpec spec(int keypoints) {
    return new DetectorSpec(
        "1",
        "made",
        KeypointSchema.IBUG68,
        keypoints == 1 ? List.of(30) : IntStream.range(0, 68).boxed().toList(),
        new InputFormat(16, 16, Channels.GRAY, 0.5, 1),
        new BoxRule(BoxRule.From.POINTS, 1.25),
        new CoordinateCodec(0),
        new NetworkSpec.Cnn(
            List.of(1),
            List.of(3),
            List.of(1),
            List.of(2),
            NetworkSpec.Padding.SAME,
            false,
            List.of()),
        false,
        Collections.nCopies(136, 0.5));
  }
}
