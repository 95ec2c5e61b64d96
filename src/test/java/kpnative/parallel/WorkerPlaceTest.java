package kpnative.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerPlaceTest {
  private static final Map<String, String> ONE_OF_FOUR =
      Map.of("RANK", "1", "WORLD_SIZE", "4", "MASTER_ADDR", "a.local", "MASTER_PORT", "29500");

  @Test
  void anEnvironmentSaysWhichWorkerThisIs() {
    assertThat(WorkerPlace.of(ONE_OF_FOUR)).contains(new WorkerPlace(1, 4, "a.local", 29500));
  }

  @Test
  void withoutWorldSizeOrWithOneTheProcessIsAlone() {
    assertThat(WorkerPlace.of(Map.of("RANK", "3"))).isEmpty();
    assertThat(WorkerPlace.of(Map.of("WORLD_SIZE", "1"))).isEmpty();
  }

  @Test
  void itSaysWhichWorkerOfItsMachineThisIs() {
    WorkerPlace place = new WorkerPlace(5, 8, "a.local", 29500);
    assertThat(WorkerPlace.local(place.environment(1))).isOne();
    assertThatThrownBy(() -> WorkerPlace.local(ONE_OF_FOUR))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no LOCAL_RANK");
    assertThatThrownBy(() -> WorkerPlace.local(Map.of("LOCAL_RANK", "-1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("LOCAL_RANK must be 0 to 1023, got -1");
  }

  @Test
  void aPlaceIsWrittenAsItIsRead() {
    WorkerPlace place = new WorkerPlace(2, 3, "127.0.0.1", 65_535);
    assertThat(WorkerPlace.of(place.environment(2))).contains(place);
  }

  @ParameterizedTest
  @CsvSource({
    "RANK,4,RANK must be 0 to 3 of WORLD_SIZE 4",
    "RANK,-1,RANK must be 0 to 3",
    "RANK,one,RANK must be a whole number",
    "WORLD_SIZE,0,WORLD_SIZE must be 1 to 1024",
    "WORLD_SIZE,2000,WORLD_SIZE must be 1 to 1024",
    "WORLD_SIZE,,WORLD_SIZE must be a whole number",
    "MASTER_PORT,0,MASTER_PORT must be 1 to 65535",
    "MASTER_PORT,65536,MASTER_PORT must be 1 to 65535",
    "MASTER_ADDR,,MASTER_ADDR must name"
  })
  void whatCannotBeIsSaidInALine(String name, String value, String message) {
    Map<String, String> wrong = new HashMap<>(ONE_OF_FOUR);
    wrong.put(name, value == null ? "" : value);
    assertThatThrownBy(() -> WorkerPlace.of(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @Test
  void aProcessThatLeavesIsAlone() {
    Map<String, String> environment = new HashMap<>(ONE_OF_FOUR);
    WorkerPlace.leave(environment);
    assertThat(WorkerPlace.of(environment)).isEmpty();
  }

  @Test
  void aMissingVariableIsNamed() {
    Map<String, String> less = new HashMap<>(ONE_OF_FOUR);
    less.remove("MASTER_PORT");
    assertThatThrownBy(() -> WorkerPlace.of(less))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no MASTER_PORT");
  }
}
