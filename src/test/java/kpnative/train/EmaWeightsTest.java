package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import kpnative.natives.NativeMemory;
import kpnative.natives.NativeScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmaWeightsTest {
  private NativeScope scope;
  private Map<String, Tensor> live;

  @BeforeEach
  void open() {
    scope = NativeScope.open();
    live = new LinkedHashMap<>();
    live.put("weight", torch.ones(2, 3).set_requires_grad(true));
    live.put("running_mean", torch.ones(3));
    live.put("batches", Tensor.create(new long[] {5}, 1));
  }

  @AfterEach
  void close() {
    scope.close();
  }

  @Test
  void averageFollowsTheWarmedUpDecay() {
    try (EmaWeights average = new EmaWeights(live, 0.3)) {
      double expected = 1;
      for (int t = 1; t <= 6; t++) { // 2/11, 3/12, 4/13 > 0.3: the warm-up, then the decay
        setAll(10 * t);
        average.update();
        double keep = Math.min(0.3, (1.0 + t) / (10.0 + t));
        expected = keep * expected + (1 - keep) * 10 * t;
        assertThat(first(average.averages().get("weight"))).isCloseTo(expected, within(1e-4));
        assertThat(first(average.averages().get("running_mean"))).isCloseTo(expected, within(1e-4));
      }
    }
  }

  @Test
  void countsAreCopied() {
    try (EmaWeights average = new EmaWeights(live, 0.9)) {
      setAll(8);
      average.update();
      assertThat(average.averages().get("batches").item_long()).isEqualTo(8);
    }
  }

  @Test
  void theNetworkHoldsTheAverageUntilTheSwapIsClosed() {
    try (EmaWeights average = new EmaWeights(live, 0.9)) {
      setAll(3);
      try (EmaWeights.Swapped swapped = average.swapIn()) {
        assertThat(live.values()).extracting(EmaWeightsTest::first).containsExactly(1., 1., 5.);
        swapped.close(); // and again at the end of the block, which changes nothing
      }
      assertThat(live.values()).extracting(EmaWeightsTest::first).containsExactly(3., 3., 3.);
      assertThat(average.averages().values())
          .extracting(EmaWeightsTest::first)
          .containsExactly(1., 1., 5.);
    }
  }

  @Test
  void restoredStateContinuesBitForBit() {
    try (EmaWeights straight = new EmaWeights(live, 0.999);
        EmaWeights resumed = new EmaWeights(live, 0.999)) {
      for (int t = 0; t < 4; t++) {
        setAll(0.1 * t);
        straight.update();
      }
      resumed.stateTensors().forEach((name, t) -> t.copy_(straight.stateTensors().get(name)));
      setAll(0.7);
      straight.update();
      resumed.update();
      straight
          .stateTensors()
          .forEach((name, t) -> assertThat(t.equal(resumed.stateTensors().get(name))).isTrue());
    }
  }

  @Test
  void averagesKeepTheLayoutOfTheirTensors() {
    Tensor weight = torch.ones(4, 3, 5, 5).contiguous(torch.MemoryFormat.ChannelsLast);
    try (EmaWeights average = new EmaWeights(Map.of("weight", weight), 0.9)) {
      assertThat(average.averages().get("weight").is_contiguous(torch.MemoryFormat.ChannelsLast))
          .isTrue();
    }
  }

  @Test
  void aDecayOfOneIsRefused() {
    assertThatThrownBy(() -> new EmaWeights(live, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the decay must be in [0, 1), got 1.0");
  }

  @Test
  void fiveHundredUpdatesAndSwapsLeaveNoNativeObject() {
    try (EmaWeights average = new EmaWeights(live, 0.9)) {
      long before = NativeMemory.objects();
      for (int i = 0; i < 500; i++) {
        average.update();
        average.swapIn().close();
      }
      assertThat(NativeMemory.objects()).isEqualTo(before);
    }
  }

  @Test
  void closeFreesEverything() {
    long before = NativeMemory.objects();
    EmaWeights average = new EmaWeights(live, 0.9);
    assertThat(NativeMemory.objects()).isGreaterThan(before);
    average.close();
    average.close();
    assertThat(NativeMemory.objects()).isEqualTo(before);
  }

  private void setAll(double value) {
    try (NativeScope inner = NativeScope.open();
        NoGradGuard noGrad = new NoGradGuard()) {
      live.values().forEach(t -> t.fill_(new Scalar(value)));
    }
  }

  private static double first(Tensor tensor) {
    return tensor.view(-1).get(0).item_double();
  }
}
