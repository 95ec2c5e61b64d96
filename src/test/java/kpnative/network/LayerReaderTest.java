package kpnative.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayerReaderTest {
  private static final List<Layer> ONE_OF_EACH =
      List.of(
          new Layer.Conv(4, 3, 1, 1, true),
          Layer.BatchNorm.DEFAULT,
          new Layer.Relu(),
          new Layer.MaxPool(2, 2),
          new Layer.AveragePool(2),
          new Layer.GlobalAveragePool(),
          new Layer.Flatten(),
          new Layer.Linear(4, true),
          new Layer.Add(),
          new Layer.Concat(),
          new Layer.Cells(),
          new Layer.Upsample(2),
          new Layer.SoftArgmax(),
          new Layer.PointFeatures(),
          new Layer.Argmax(Refinement.NONE, MapForm.PEAKS),
          new Layer.GridPoints(4, 1),
          new Layer.ShapeBasis(8));

  @Test
  void everyKindOfLayerHasItsOwnMethod() {
    assertThat(ONE_OF_EACH)
        .extracting(Object::getClass)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.<Class<?>>asList(Layer.class.getPermittedSubclasses()));

    List<String> labels =
        ONE_OF_EACH.stream()
            .map(layer -> new LayerLabel().read(layer, Shape.maps(4, 8, 8)))
            .toList();

    assertThat(labels).doesNotHaveDuplicates().hasSize(ONE_OF_EACH.size());
  }
}
