package kpnative.recipe;

import com.fasterxml.jackson.annotation.JsonProperty;
import kpnative.checks.Require;

/**
 * The optimiser and its hyperparameters, defined as in LibTorch.
 *
 * @param kind Adam adds the weight decay to the gradient, AdamW subtracts it from the weights
 * @param lr peak learning rate, 1e-12 to 10
 * @param weightDecay 0 to 1
 * @param beta1 decay rate of the first moment (mean gradient), 0 to below 1
 * @param beta2 decay rate of the second moment (mean squared gradient), 0 to below 1
 * @param epsilon added to the square root of the second moment
 */
public record OptimizerSettings(
    @JsonProperty("optimizer") Kind kind,
    double lr,
    double weightDecay,
    double beta1,
    double beta2,
    double epsilon) {
  /** Rejects numbers out of range. */
  public OptimizerSettings {
    Require.range("train.lr", lr, 1e-12, 10);
    Require.range("train.weight_decay", weightDecay, 0, 1);
    Require.range("train.beta1", beta1, 0, 0.9999999);
    Require.range("train.beta2", beta2, 0, 0.9999999);
    Require.range("train.epsilon", epsilon, 1e-16, 1);
  }

  /** The optimisers. */
  public enum Kind {
    /** Kingma and Ba 2015. */
    ADAM,
    /** Loshchilov and Hutter 2019. */
    ADAMW
  }
}
