package kpnative.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import kpnative.natives.NativeRuntime;
import kpnative.natives.NativeScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class WorkersTest {
  private static final Duration SHORT = Duration.ofSeconds(2);

  @BeforeAll
  static void load() {
    NativeRuntime.load();
  }

  @Test
  void sumsAreTheSameInAll() throws Exception {
    List<double[]> all = ThreadWorkers.run(3, w -> w.sums(w.rank(), 1, 0.1 * w.rank()));
    assertThat(all.get(0)).startsWith(3, 3);
    assertThat(all.get(1)).isEqualTo(all.get(0));
    assertThat(all.get(2)).isEqualTo(all.get(0));
  }

  @Test
  void theFirstOnesTextReachesAll() throws Exception {
    assertThat(ThreadWorkers.run(2, w -> w.first(w.isFirst() ? "läuft\nweiter" : "longer than it")))
        .containsOnly("läuft\nweiter");
  }

  @Test
  void gradientsAreMeansInPlaceAlsoOfParametersThatThawLater() throws Exception {
    List<float[]> found =
        ThreadWorkers.run(
            2,
            w -> {
              try (NativeScope scope = NativeScope.open()) {
                Tensor a = Tensor.create(new float[] {1, 2}).set_requires_grad(true);
                Tensor b = Tensor.create(new float[] {3, 4});
                a.mutable_grad().put(a.detach().clone().zero_());
                b.mutable_grad().put(b.detach().clone().zero_());
                try (Gradients gradients = w.gradients(List.of(a, b))) {
                  float[] seen = new float[4];
                  Tensor own = Tensor.create(new float[] {w.rank(), 10});
                  gradients.backward(a.mul(own).sum());
                  seen[0] = a.grad().data_ptr_float().get(0);
                  seen[1] = b.grad().data_ptr_float().get(0);
                  b.set_requires_grad(true);
                  a.grad().zero_();
                  gradients.backward(a.mul(own).mul(b).sum());
                  seen[2] = a.grad().data_ptr_float().get(0);
                  seen[3] = b.grad().data_ptr_float().get(1);
                  return seen;
                }
              }
            });
    assertThat(found.get(0)).containsExactly(0.5f, 0, 1.5f, 20);
    assertThat(found.get(1)).containsExactly(0.5f, 0, 1.5f, 20);
  }

  @Test
  void differentRecipesEndAll() throws Exception {
    List<Object> outcomes =
        ThreadWorkers.outcomes(
            3,
            place -> {
              try (Workers w = Meeting.of(Optional.of(place), SHORT)) {
                w.requireSame("their recipe", place.rank() == 2 ? "b" : "a");
                return "ok";
              }
            });
    assertThat(outcomes.get(2))
        .asString()
        .contains("the workers differ in their recipe: this one has not that of worker 0");
    assertThat(outcomes.get(0)).asString().contains("1 of 3 have another");
  }

  @Test
  void aWorkerThatEndsIsNoticedAtOnce() throws Exception {
    long start = System.nanoTime();
    List<Object> outcomes =
        ThreadWorkers.outcomes(
            2,
            place -> {
              try (Workers w = Meeting.of(Optional.of(place), Duration.ofSeconds(60))) {
                return place.rank() == 1 ? new double[0] : w.sums(1);
              }
            });
    assertThat(outcomes.get(0))
        .isInstanceOf(LostWorkerException.class)
        .asString()
        .contains("worker 0 of 2: another worker has ended")
        .doesNotContain("\n");
    assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(30));
  }

  @Test
  void aWorkerThatHangsIsNoticedWithinTheLimit() throws Exception {
    List<Object> outcomes =
        ThreadWorkers.outcomes(
            2,
            place -> {
              try (Workers w = Meeting.of(Optional.of(place), SHORT)) {
                if (place.rank() == 1) {
                  Thread.sleep(2 * SHORT.toMillis());
                }
                return w.sums(1);
              }
            });
    assertThat(outcomes)
        .allSatisfy(
            outcome ->
                assertThat(outcome)
                    .isInstanceOf(LostWorkerException.class)
                    .asString()
                    .doesNotContain("\n"));
    assertThat(outcomes.get(0))
        .asString()
        .contains("another worker did not answer within 2 s (train.collective_timeout)");
  }

  @Test
  void aPortThatNobodyServesIsSaidInALine() throws Exception {
    WorkerPlace second = new WorkerPlace(1, 2, "127.0.0.1", ThreadWorkers.freePort());
    assertThatThrownBy(() -> Meeting.of(Optional.of(second), SHORT))
        .isInstanceOf(LostWorkerException.class)
        .hasMessageContaining("worker 0 was not found at 127.0.0.1:" + second.port())
        .hasMessageNotContaining("\n");
  }

  @Test
  void oneThatDoesNotComeIsNamed() throws Exception {
    WorkerPlace first = new WorkerPlace(0, 2, "127.0.0.1", ThreadWorkers.freePort());
    assertThatThrownBy(() -> Meeting.of(Optional.of(first), SHORT))
        .isInstanceOf(LostWorkerException.class)
        .hasMessage("worker 0 of 2: worker 1 did not come within 2 s (train.collective_timeout)");
  }

  @Test
  void onesThatWereToldOfOtherNumbersSaySo() throws Exception {
    List<Object> outcomes =
        ThreadWorkers.outcomes(
            2,
            place -> {
              int told = place.rank() == 0 ? 2 : 3;
              WorkerPlace other =
                  new WorkerPlace(place.rank(), told, place.address(), place.port());
              try (Workers w = Meeting.of(Optional.of(other), SHORT)) {
                return w.size();
              }
            });
    assertThat(outcomes.get(0))
        .asString()
        .contains("worker 0 of 2: worker 1 was told of 3 workers (WORLD_SIZE)");
    assertThat(outcomes.get(1))
        .asString()
        .contains("worker 1 of 3: worker 0 was told of 2 workers (WORLD_SIZE)");
  }

  @Test
  void twoOfOneRankAreRefused() throws Exception {
    int port = ThreadWorkers.freePort();
    List<Object> outcomes =
        ThreadWorkers.outcomes(
            3,
            place -> {
              int rank = Math.min(1, place.rank());
              WorkerPlace same = new WorkerPlace(rank, 3, "127.0.0.1", port);
              try (Workers w = Meeting.of(Optional.of(same), SHORT)) {
                return w.size();
              }
            });
    assertThat(outcomes.subList(1, 3).toString())
        .contains("another worker of this rank has come before");
  }
}
