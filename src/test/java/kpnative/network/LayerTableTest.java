package kpnative.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LayerTableTest {
  private final LayerTable table =
      LayerTable.of(NetworkBuilder.build(Networks.CNN_12_24_32, 1, 80, 60, 1));

  @Test
  void theTotalIsTheGraphs() {
    assertThat(table.parameters()).isEqualTo(129_842);
  }

  @Test
  void multiplyAddsOfAConvolutionAreKernelTimesInputTimesOutput() {
    // conv2: 5x5 kernel, 12 input channels, 24 x 33 x 23 outputs
    assertThat(table.rows())
        .filteredOn(r -> r.name().equals("conv2"))
        .singleElement()
        .extracting(LayerTable.Row::multiplyAdds)
        .isEqualTo(5L * 5 * 12 * 24 * 33 * 23);
  }

  @Test
  void theTextIsAlignedAndGroupsThousands() {
    assertThat(table.toText())
        .contains("fc1       linear 896-128  128          114,816        114,688\n")
        .contains("total")
        .contains("129,842");
  }

  @Test
  void theTextHasALineForInputEveryLayerAndTheSum() {
    assertThat(table.toText().lines()).hasSize(table.rows().size() + 5);
  }
}
