package kpnative.train;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import kpnative.augment.Randomness;
import kpnative.augment.Randomness.Purpose;
import kpnative.data.Scene;
import kpnative.data.SceneFace;
import kpnative.finder.CellGrid;
import kpnative.geometry.Size;
import kpnative.image.Border;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.InputFormat;
import kpnative.image.InputSlots;
import kpnative.image.Resampler;
import kpnative.natives.Construction;
import kpnative.natives.Owned;
import kpnative.recipe.FinderRecipe;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * The samples of one update, in native memory that is written again and again. One thread writes,
 * then one reads.
 */
final class FinderBatch implements AutoCloseable {
  private final FinderRecipe recipe;
  private final Randomness randomness;
  private final int size;
  private final Size input;
  private final FinderTargets targets;
  private final float[] numbers;
  private final Owned<Tensor> pixels; // [B, H, W, 3]
  private final Owned<Tensor> answers; // [B, N, COLUMNS]
  private final Owned<FloatPointer> answersAt;
  private final InputSlots slots;
  private final Resampler resampler;

  /** Allocates memory for a recipe's batches. */
  FinderBatch(FinderRecipe recipe, Randomness randomness) {
    this.recipe = recipe;
    this.randomness = randomness;
    size = recipe.train().batch();
    input = recipe.input().size();
    CellGrid grid = new CellGrid(input);
    targets = new FinderTargets(grid, recipe.loss());
    numbers = new float[Math.multiplyExact(size, targets.floats())];
    InputFormat format =
        new InputFormat(
            input.height(),
            input.width(),
            Channels.COLOR,
            recipe.input().mean(),
            recipe.input().deviation());
    long[] pictures = {size, input.height(), input.width(), 3};
    long[] cells = {size, grid.count(), FinderTargets.COLUMNS};
    TensorOptions floats = new TensorOptions(torch.ScalarType.Float);
    try (Construction making = new Construction()) {
      pixels = making.retain(torch.zeros(pictures, floats));
      answers = making.retain(torch.zeros(cells, floats));
      answersAt = making.retain(answers.get().data_ptr_float());
      FloatPointer memory = new FloatPointer(pixels.get().data_ptr());
      slots = making.own(InputSlots.floats(format, memory, size), InputSlots::close);
      resampler = making.own(new Resampler(format), Resampler::close);
      making.done();
    }
  }

  /**
   * Makes the samples of an update.
   *
   * @param step counted from 0
   */
  void make(long step, ScenePool scenes) throws IOException {
    for (int i = 0; i < size; i++) {
      long k = step * size + i;
      Scene scene = scenes.scene(k);
      SplittableRandom random = randomness.stream(0, k, Purpose.AUGMENT);
      Size whole = new Size(scene.picture().getWidth(), scene.picture().getHeight());
      SceneChange change = SceneChange.draw(recipe.augment(), whole, scene.faces(), input, random);
      write(i, scene, change);
    }
    answersAt.get().put(numbers);
  }

  /** Makes samples that are whole scenes. */
  void makeWhole(List<Scene> scenes) {
    for (int i = 0; i < scenes.size(); i++) {
      Scene scene = scenes.get(i);
      Size whole = new Size(scene.picture().getWidth(), scene.picture().getHeight());
      write(i, scene, SceneChange.fitting(whole, input));
    }
    answersAt.get().put(numbers);
  }

  private void write(int i, Scene scene, SceneChange change) {
    try (Image picture = Image.of(scene.picture(), Channels.COLOR)) {
      resampler.sample(picture, change.warp(), Border.CONSTANT, change.effects(), slots, i);
    }
    List<SceneFace> faces = change.map(scene.faces(), input);
    targets.write(faces, numbers, i * targets.floats());
  }

  /** {@return the pictures, {@code [B, 3, H, W]}, channels-last in memory; a scratch view} */
  Tensor input() {
    return pixels.get().permute(0, 3, 1, 2);
  }

  /** {@return what the cells have to answer, {@code [B, N, COLUMNS]}; borrowed} */
  Tensor targets() {
    return answers.get();
  }

  /** Frees the memory. Idempotent. */
  @Override
  public void close() {
    slots.close();
    resampler.close();
    answersAt.close();
    answers.close();
    pixels.close();
  }
}
