package kpnative.network;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import kpnative.weights.TensorData;
import org.junit.jupiter.api.Test;

class TensorMisfitsTest {
  private static final TensorSlot SLOT =
      new TensorSlot("fc.bias", List.of(2), TensorSlot.Role.BIAS, 3);

  @Test
  void noMisfitIsNoError() {
    assertThatCode(() -> new TensorMisfits().requireNone("weights of another network"))
        .doesNotThrowAnyException();
  }

  @Test
  void whatIsNeededWhatCameAndWhatIsUnknownIsSaid() {
    TensorMisfits misfits = new TensorMisfits();
    misfits.needs(SLOT, "floats [2]", null);
    misfits.needs(SLOT, "floats [2]", TensorData.ofFloats(new float[3], 3));
    misfits.unknown("fc.scale");

    assertThatThrownBy(() -> misfits.requireNone("weights of another network"))
        .hasMessage(
            "weights of another network: fc.bias needs floats [2], which is missing;"
                + " fc.bias needs floats [2], got F32 [3]; fc.scale is unknown to this network");
  }

  @Test
  void ofManyTheFirstFortyAreListed() {
    TensorMisfits misfits = new TensorMisfits();
    for (int i = 1; i <= 43; i++) {
      misfits.unknown("t" + i);
    }

    assertThatThrownBy(() -> misfits.requireNone("other weights"))
        .hasMessageEndingWith("; t40 is unknown to this network; and 3 more");
  }

  @Test
  void aTensorThatIsNotFiniteIsNamed() {
    TensorData infinite = TensorData.ofFloats(new float[] {1, Float.POSITIVE_INFINITY}, 2);

    assertThatThrownBy(() -> TensorMisfits.requireFinite(Map.of("fc.bias", infinite)))
        .hasMessage("tensor 'fc.bias': element 1 of F32 [2] is Infinity, expected finite numbers");
  }
}
