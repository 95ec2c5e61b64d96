package kpnative.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import kpnative.network.TorchModule;
import org.bytedeco.pytorch.Tensor;

/**
 * Parameters that are frozen for the first part of a training. While they are, autograd computes
 * nothing for them, and nothing at all before the first layer that is trained. Which are frozen
 * depends on the progress alone, so a resumed training needs no state of this. Not thread-safe.
 */
final class Thawing {
  private final List<Frozen> waiting = new ArrayList<>();

  private record Frozen(Tensor parameter, double until) {}

  /**
   * Freezes the parameters that thaw later.
   *
   * @param module borrowed, must outlive this; what it has frozen for good stays so
   * @param until the fraction of the training at which a parameter thaws, by its name; 0 for one
   *     that is never frozen
   */
  Thawing(TorchModule module, ToDoubleFunction<String> until) {
    module
        .parameters()
        .forEach(
            (name, parameter) -> {
              double thaw = until.applyAsDouble(name);
              if (thaw > 0 && parameter.requires_grad()) {
                waiting.add(new Frozen(parameter, thaw));
                parameter.set_requires_grad(false);
              }
            });
  }

  /** Thaws the parameters whose time has come. */
  void at(double progress) {
    waiting.removeIf(
        frozen -> {
          boolean due = progress >= frozen.until;
          if (due) {
            frozen.parameter.set_requires_grad(true);
          }
          return due;
        });
  }
}
