package kpnative.data.load;

import kpnative.augment.Augmentation;
import kpnative.augment.DrawnAugmentation;
import kpnative.augment.SampleChange;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.image.Border;
import kpnative.image.Image;
import kpnative.image.InputSlots;
import kpnative.image.Resampler;

/**
 * Makes a further picture of samples, for one worker thread. Motions are those of the sample; its
 * effects are drawn again with the same key, since some are in pixels. Owns its scratch memory.
 */
final class ViewMaker implements AutoCloseable {
  private final Warp fromSample;
  private final Resampler resampler;
  private final SampleChange change; // of which only effects and border are used

  /**
   * A maker of the pictures of a view.
   *
   * @param sample the size of the samples' own input
   */
  ViewMaker(View view, Size sample) {
    fromSample = view.of(sample);
    resampler = new Resampler(view.input());
    change = new SampleChange(view.input().size());
  }

  void clear() {
    change.clear(Border.CONSTANT);
  }

  void replay(DrawnAugmentation drawn) {
    change.replay(drawn);
  }

  void draw(Augmentation augmentation, long key) {
    change.draw(augmentation, key);
  }

  /**
   * Writes the picture of a sample.
   *
   * @param warp from the picture to the sample's input, with its motions
   */
  void sample(Image picture, Warp warp, InputSlots slots, int index) {
    resampler.sample(
        picture, warp.then(fromSample), change.border(), change.effects(), slots, index);
  }

  @Override
  public void close() {
    resampler.close();
  }
}
