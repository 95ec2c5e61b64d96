package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import kpnative.natives.NativeMemory;
import kpnative.natives.NativeScope;
import kpnative.natives.NativeThreads;
import kpnative.recipe.OptimizerSettings;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AdamOptimizerTest {
  private static final long SEED = 7;
  private static final double LR = 1e-2;

  private NativeScope scope;

  @BeforeEach
  void open() {
    scope = NativeScope.open();
    NativeThreads.enter();
  }

  @AfterEach
  void close() {
    scope.close();
  }

  @ParameterizedTest
  @EnumSource(OptimizerSettings.Kind.class)
  void fiftyStepsEqualThoseOfLibTorch(OptimizerSettings.Kind kind) {
    double decay = 0.03;
    TwoLayers ours = new TwoLayers();
    try (AdamOptimizer adam = new AdamOptimizer(ours.parameters, settings(kind, decay))) {
      for (int i = 0; i < 50; i++) {
        adam.zeroGradients();
        ours.backward();
        adam.step(LR);
      }
    }
    TwoLayers theirs = new TwoLayers();
    Runnable step = libTorch(kind, decay, theirs);
    for (int i = 0; i < 50; i++) {
      theirs.parameters.values().forEach(AdamOptimizerTest::clearGradient);
      theirs.backward();
      step.run();
    }
    ours.parameters.forEach(
        (name, p) ->
            assertThat(difference(p, theirs.parameters.get(name))).as(name).isLessThan(1e-6));
    assertThat(difference(ours.parameters.get("w1"), new TwoLayers().parameters.get("w1")))
        .as("the steps moved it")
        .isGreaterThan(0.01);
  }

  @Test
  void aFactorOnSomeNamesIsAnotherLearningRateForThem() {
    OptimizerSettings settings = settings(OptimizerSettings.Kind.ADAMW, 0.01);
    TwoLayers mixed = new TwoLayers();
    TwoLayers slow = new TwoLayers();
    TwoLayers fast = new TwoLayers();
    try (AdamOptimizer a =
            new AdamOptimizer(
                mixed.parameters, settings, name -> new Pace(name.equals("w1") ? 8 : 1, 0));
        AdamOptimizer b = new AdamOptimizer(slow.parameters, settings);
        AdamOptimizer c = new AdamOptimizer(fast.parameters, settings)) {
      step(mixed, a, LR);
      step(slow, b, LR);
      step(fast, c, 8 * LR);
      assertThat(a.stateTensors().keySet()).isEqualTo(b.stateTensors().keySet());
    }
    mixed.parameters.forEach(
        (name, p) ->
            assertThat(p.equal((name.equals("w1") ? fast : slow).parameters.get(name)))
                .as(name)
                .isTrue());
  }

  @Test
  void aParameterThatThawsLaterBeginsAsInAFirstStep() {
    OptimizerSettings settings = settings(OptimizerSettings.Kind.ADAMW, 0.01);
    TwoLayers late = new TwoLayers();
    TwoLayers fresh = new TwoLayers();
    try (AdamOptimizer a =
            new AdamOptimizer(
                late.parameters, settings, name -> new Pace(1, name.equals("w1") ? 0.5 : 0));
        AdamOptimizer b = new AdamOptimizer(fresh.parameters, settings)) {
      Tensor before = late.parameters.get("w1").detach().clone();
      a.step(LR, 0.49); // without gradients
      assertThat(late.parameters.get("w1").equal(before)).isTrue();
      late.backward();
      fresh.backward();
      try (NoGradGuard noGrad = new NoGradGuard()) {
        late.parameters.get("w1").mutable_grad().copy_(fresh.parameters.get("w1").grad());
      }
      a.step(LR, 0.5);
      b.step(LR, 0);
      assertThat(late.parameters.get("w1").equal(fresh.parameters.get("w1"))).isTrue();
      assertThat(a.stateTensors()).containsKeys("step", "step/0.5");
    }
  }

  private static void step(TwoLayers net, AdamOptimizer adam, double lr) {
    adam.zeroGradients();
    net.backward();
    adam.step(lr);
  }

  @Test
  void restoredStateContinuesBitForBit() {
    OptimizerSettings settings = settings(OptimizerSettings.Kind.ADAMW, 0.01);
    TwoLayers straight = new TwoLayers();
    TwoLayers resumed = new TwoLayers();
    try (AdamOptimizer a = new AdamOptimizer(straight.parameters, settings);
        AdamOptimizer b = new AdamOptimizer(resumed.parameters, settings)) {
      run(straight, a, 5);
      try (NoGradGuard noGrad = new NoGradGuard()) {
        resumed.parameters.forEach((name, p) -> p.copy_(straight.parameters.get(name)));
        b.stateTensors().forEach((name, t) -> t.copy_(a.stateTensors().get(name)));
      }
      run(straight, a, 5);
      run(resumed, b, 5);
      resumed.parameters.forEach(
          (name, p) -> assertThat(p.equal(straight.parameters.get(name))).as(name).isTrue());
    }
  }

  @Test
  void stateIsNamedAfterTheParameters() {
    TwoLayers net = new TwoLayers();
    try (AdamOptimizer adam = optimizer(net)) {
      assertThat(adam.stateTensors().keySet())
          .containsExactly(
              "exp_avg/w1",
              "exp_avg/b1",
              "exp_avg/w2",
              "exp_avg_sq/w1",
              "exp_avg_sq/b1",
              "exp_avg_sq/w2",
              "step");
      run(net, adam, 3);
      assertThat(adam.stateTensors().get("step").item_float()).isEqualTo(3f);
    }
  }

  @Test
  void stateHasTheStridesOfAChannelsLastParameter() {
    Tensor weight = torch.zeros(4, 3, 5, 5);
    weight.set_data(weight.contiguous(torch.MemoryFormat.ChannelsLast));
    weight.set_requires_grad(true);
    try (AdamOptimizer adam =
        new AdamOptimizer(Map.of("w", weight), settings(OptimizerSettings.Kind.ADAM, 0))) {
      Tensor mean = adam.stateTensors().get("exp_avg/w");
      assertThat(mean.is_contiguous(torch.MemoryFormat.ChannelsLast)).isTrue();
      assertThat(weight.grad().is_contiguous(torch.MemoryFormat.ChannelsLast)).isTrue();
    }
  }

  @Test
  void frozenParametersStayAsTheyAre() {
    TwoLayers net = new TwoLayers();
    net.parameters.get("w1").set_requires_grad(false);
    try (AdamOptimizer adam = optimizer(net)) {
      run(net, adam, 3);
      assertThat(adam.stateTensors()).doesNotContainKey("exp_avg/w1");
      assertThat(net.parameters.get("w1").equal(new TwoLayers().parameters.get("w1"))).isTrue();
    }
  }

  @Test
  void aReplacedGradientIsNoticed() {
    TwoLayers net = new TwoLayers();
    try (AdamOptimizer adam = optimizer(net)) {
      clearGradient(net.parameters.get("b1"));
      net.backward();
      assertThatThrownBy(() -> adam.step(LR))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("b1");
    }
  }

  @Test
  void aGradientOfAnotherLayoutIsRefused() {
    Tensor weight = torch.zeros(4, 3, 5, 5).set_requires_grad(true);
    weight.mutable_grad().put(torch.zeros(4, 3, 5, 5).contiguous(torch.MemoryFormat.ChannelsLast));
    assertThatThrownBy(
            () -> new AdamOptimizer(Map.of("w", weight), settings(OptimizerSettings.Kind.ADAM, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gradient of w");
  }

  @Test
  void fiveHundredStepsLeaveNoNativeObject() {
    TwoLayers net = new TwoLayers();
    try (AdamOptimizer adam = optimizer(net)) {
      run(net, adam, 3);
      long before = NativeMemory.objects();
      run(net, adam, 500);
      assertThat(NativeMemory.objects()).isEqualTo(before);
    }
  }

  @Test
  void useAfterCloseIsRefused() {
    AdamOptimizer adam = optimizer(new TwoLayers());
    adam.close();
    adam.close();
    assertThatThrownBy(() -> adam.step(LR)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(adam::zeroGradients).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void closeFreesEverything() {
    TwoLayers net = new TwoLayers();
    run(net, 3);
    long before = NativeMemory.objects();
    run(net, 3);
    assertThat(NativeMemory.objects()).isEqualTo(before);
  }

  private static void run(TwoLayers net, int steps) {
    try (NativeScope scope = NativeScope.open();
        AdamOptimizer adam = optimizer(net)) {
      run(net, adam, steps);
    }
  }

  private static void run(TwoLayers net, AdamOptimizer adam, int steps) {
    for (int i = 0; i < steps; i++) {
      try (NativeScope step = NativeScope.open()) {
        adam.zeroGradients();
        net.backward();
        adam.step(LR);
      }
    }
  }

  private static AdamOptimizer optimizer(TwoLayers net) {
    return new AdamOptimizer(net.parameters, settings(OptimizerSettings.Kind.ADAM, 0));
  }

  private static OptimizerSettings settings(OptimizerSettings.Kind kind, double decay) {
    return new OptimizerSettings(kind, LR, decay, 0.9, 0.99, 1e-8);
  }

  private static Runnable libTorch(OptimizerSettings.Kind kind, double decay, TwoLayers net) {
    TensorVector all = new TensorVector(net.parameters.values().toArray(new Tensor[0]));
    switch (kind) {
      case ADAM -> {
        AdamOptions options = new AdamOptions(LR);
        options.betas().put(0.99, 0.9); // libstdc++ lays tuples out backwards
        options.eps().put(1e-8);
        options.weight_decay().put(decay);
        Adam adam = new Adam(all, options);
        return adam::step;
      }
      case ADAMW -> {
        AdamWOptions options = new AdamWOptions(LR);
        options.betas().put(0.99, 0.9); // libstdc++ lays tuples out backwards
        options.eps().put(1e-8);
        options.weight_decay().put(decay);
        AdamW adam = new AdamW(all, options);
        return adam::step;
      }
    }
    throw new AssertionError(kind);
  }

  private static void clearGradient(Tensor parameter) {
    parameter.mutable_grad().put(new Tensor());
  }

  /** {@return the largest difference, relative to the largest element} */
  private static double difference(Tensor a, Tensor b) {
    return a.sub(b).abs().max().item_double() / b.abs().max().item_double();
  }

  /** A two-layer regression network on synthetic data, identical at each construction. */
  private static final class TwoLayers {
    final Map<String, Tensor> parameters = new LinkedHashMap<>();
    private final Tensor x;
    private final Tensor y;

    TwoLayers() {
      torch.manual_seed(SEED);
      parameters.put("w1", torch.randn(6, 4).set_requires_grad(true));
      parameters.put("b1", torch.randn(6).set_requires_grad(true));
      parameters.put("w2", torch.randn(2, 6).set_requires_grad(true));
      x = torch.randn(16, 4);
      y = torch.randn(16, 2);
    }

    void backward() {
      Tensor hidden = x.matmul(parameters.get("w1").t()).add(parameters.get("b1")).tanh();
      torch.mse_loss(hidden.matmul(parameters.get("w2").t()), y).backward();
    }
  }
}
