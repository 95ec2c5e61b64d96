package kpnative.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import kpnative.data.Scene;
import kpnative.data.SceneFace;
import kpnative.data.SceneSource;
import kpnative.eval.DetectionCurve;
import kpnative.face.FaceCandidate;
import kpnative.face.NonMaximumSuppression;
import kpnative.finder.CellGrid;
import kpnative.finder.CellReader;
import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.natives.NativeScope;
import kpnative.network.TorchModule;
import kpnative.recipe.FinderRecipe;
import kpnative.weights.Tensors;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * How well a network that is being trained finds the faces of scenes that it does not learn, each
 * fitted into the input as a whole. The scenes are made once. Not thread-safe.
 */
final class FinderValidation {
  private static final double LEAST_OVERLAP = 0.5;
  private static final double LEAST_SCORE = 0.02; // below, nothing changes the average precision

  private final FinderRecipe recipe;
  private final List<Scene> scenes = new ArrayList<>();

  /**
   * A validation on the first scenes of a source.
   *
   * @throws IOException if one cannot be made
   */
  FinderValidation(FinderRecipe recipe, SceneSource source) throws IOException {
    this.recipe = recipe;
    for (int i = 0; i < recipe.train().validationScenes(); i++) {
      scenes.add(source.scene(i));
    }
  }

  /**
   * {@return the curve}
   *
   * @param module in evaluation mode; borrowed
   * @param batch memory to write the scenes to; borrowed
   */
  DetectionCurve run(TorchModule module, FinderBatch batch) {
    DetectionCurve curve = new DetectionCurve(LEAST_OVERLAP);
    Size input = recipe.input().size();
    CellReader reader = new CellReader(new CellGrid(input));
    int size = recipe.train().batch();
    for (int from = 0; from < scenes.size(); from += size) {
      List<Scene> some = scenes.subList(from, Math.min(scenes.size(), from + size));
      try (NativeScope scope = NativeScope.open();
          NoGradGuard noGrad = new NoGradGuard()) {
        batch.makeWhole(some);
        Tensor output = module.forward(batch.input());
        float[] values = Tensors.toData(output).floats();
        int each = values.length / size;
        for (int i = 0; i < some.size(); i++) {
          count(reader.read(values, i * each, LEAST_SCORE), some.get(i), input, curve);
        }
      }
    }
    return curve;
  }

  private void count(
      List<CellReader.Answer> answers, Scene scene, Size input, DetectionCurve curve) {
    Size whole = new Size(scene.picture().getWidth(), scene.picture().getHeight());
    List<Box> asked = new ArrayList<>();
    List<Box> ignored = new ArrayList<>();
    for (SceneFace face : SceneChange.fitting(whole, input).map(scene.faces(), input)) {
      boolean must =
          face.size() >= recipe.loss().leastSize()
              && face.visible() >= recipe.loss().leastVisible();
      (must ? asked : ignored).add(face.box());
    }
    List<FaceCandidate> found =
        NonMaximumSuppression.of(
            answers.stream().map(a -> new FaceCandidate(a.box(), a.score(), a.marks())).toList());
    curve.add(
        found.stream().map(f -> new DetectionCurve.Scored(f.box(), f.score())).toList(),
        asked,
        ignored);
  }
}
