package kpnative.tutorial;

import java.util.List;

/**
 * What makes {@code face68/quick} a matter of seconds: an input of a third of the side, fewer
 * channels, and hardly any augmentation, which takes longer trainings to pay off.
 */
final class SmallRecipe {
  static final List<String> SETS =
      List.of(
          "input.height=32",
          "input.width=32",
          "network.channels=[16, 32, 64]",
          "network.blocks=[0, 1, 1]",
          "network.head.channels=[32]",
          "augment.rotation.p=0",
          "augment.translation.p=0",
          "augment.scale.p=0",
          "augment.color.p=0",
          "augment.occlusion.p=0",
          "train.max_minutes=0",
          "train.epochs=20",
          "train.batch=8",
          "train.lr=1e-2",
          "train.schedule.warmup_steps=10",
          "train.ema=0",
          "train.flip_test=false",
          "data.workers=1");

  private SmallRecipe() {}
}
