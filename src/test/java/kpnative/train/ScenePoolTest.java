package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import kpnative.augment.Randomness;
import kpnative.data.Scene;
import kpnative.data.SceneSource;
import org.junit.jupiter.api.Test;

class ScenePoolTest {
  private static final Randomness RANDOMNESS = new Randomness(5);
  private static final Scene EMPTY =
      new Scene(new BufferedImage(8, 8, BufferedImage.TYPE_3BYTE_BGR), List.of());

  @Test
  void scenesAreMadeAsFastAsTheyAreUsedUp() throws IOException {
    AtomicInteger made = new AtomicInteger();
    ScenePool pool = pool(index -> count(made), 100, 4);
    Set<Long> used = new HashSet<>();
    for (long k = 0; k < 4000; k++) {
      pool.scene(k);
      used.add(pool.index(k));
      assertThat(made.get()).isLessThanOrEqualTo((int) (16 + k / 4));
    }
    assertThat(used.size()).as("different scenes").isBetween(900, 1016);
    assertThat(made.get()).isEqualTo(used.size());
  }

  @Test
  void aSamplesSceneDoesNotDependOnWhatCameBefore() throws IOException {
    ScenePool one = pool(index -> EMPTY, 50, 2);
    ScenePool other = pool(index -> EMPTY, 50, 2);
    for (long k = 0; k < 500; k++) {
      one.scene(k);
    }
    assertThat(one.index(777)).isEqualTo(other.index(777)).isBetween(0L, 777L / 2 + 16);
  }

  @Test
  void aSceneThatCannotBeMadeIsTriedAgain() throws IOException {
    AtomicInteger calls = new AtomicInteger();
    ScenePool pool =
        pool(
            index -> {
              if (calls.getAndIncrement() == 0) {
                throw new IOException("scenes/7.jpg: is gone");
              }
              return EMPTY;
            },
            1,
            1000);
    assertThatThrownBy(() -> pool.scene(0))
        .isInstanceOf(IOException.class)
        .hasMessage("scenes/7.jpg: is gone");
    assertThat(pool.scene(0)).isSameAs(EMPTY);
  }

  private static Scene count(AtomicInteger made) {
    made.incrementAndGet();
    return EMPTY;
  }

  private static ScenePool pool(SceneSource source, int pool, int reuse) {
    return new ScenePool(source, pool, reuse, RANDOMNESS);
  }
}
