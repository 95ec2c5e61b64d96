package kpnative.keypoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointOrderTest {
  private static final KeypointSchema FACE =
      KeypointSchema.ofNames("mine", List.of("left_eye", "right_eye", "chin"), List.of());

  private static int[] of(String names) {
    return PointOrder.of(List.of(names.split(",")), FACE);
  }

  @Test
  void pointsWithTheSchemasNamesAreThoseInWhateverOrder() {
    assertThat(of("chin,left_eye,right_eye")).containsExactly(1, 2, 0);
    assertThat(of("left_eye,right_eye,chin")).containsExactly(0, 1, 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0,1,2", "00,01,02", "1,2,3", "part_8,part_9,part_10", "p2a,p3a,p10a"})
  void numberedPointsAreTakenInTurn(String names) {
    assertThat(of(names)).containsExactly(0, 1, 2);
  }

  @Test
  void numbersOutOfOrderAreTakenByTheNumber() {
    assertThat(of("p10,p2,p1")).containsExactly(2, 1, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chin,left_eye,nose", "a,b,c", "Left_eye,right_eye,chin", "1,2,chin"})
  void otherNamesAreRefused(String names) {
    assertThatThrownBy(() -> of(names))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mine has none called '")
        .hasMessageContaining("--map-to");
  }

  @Test
  void anotherNumberOfPointsIsRefused() {
    assertThatThrownBy(() -> of("left_eye,right_eye")).hasMessage("mine has 3 points, got 2");
  }

  @Test
  void aSchemaWithoutNamesTakesAnyInTurn() {
    assertThat(PointOrder.of(List.of("b", "a"), KeypointSchema.unnamed(2))).containsExactly(0, 1);
  }

  @Test
  void everySchemaOfTheJarFindsItsOwnPointsAmongShuffledOnes() {
    for (String name : KeypointSchema.names()) {
      KeypointSchema schema = KeypointSchema.named(name).orElseThrow();
      List<String> shuffled = new ArrayList<>(schema.pointNames());
      Collections.reverse(shuffled);
      int[] order = PointOrder.of(shuffled, schema);
      for (int k = 0; k < order.length; k++) {
        assertThat(shuffled.get(order[k])).as(name).isEqualTo(schema.pointName(k));
      }
    }
  }
}
