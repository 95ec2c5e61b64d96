package kpnative.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import kpnative.files.FolderLock;
import kpnative.recipe.Recipes;
import kpnative.sweep.SweepState.Kind;
import kpnative.train.Run;
import kpnative.train.RunSettings;
import kpnative.train.SavedRuns;
import kpnative.train.TinyTraining;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uses a job that does not train, but writes the files of a training. */
class SweepExecutionTest {
  private static final RunSettings SETTINGS = TinyTraining.SETTINGS;

  @TempDir Path parent;
  private SweepFolder folder;
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void makeASweepOfThreeRuns() throws IOException {
    Sweep sweep =
        Sweeps.grid("nose/conv2", List.of("train.epochs=2"), List.of("train.lr=1e-3,1e-4,1e-5"));
    folder = SweepFolder.createIn(parent, sweep, SETTINGS);
  }

  private List<Kind> run(int jobs, SweepJob job, BooleanSupplier stop) throws Exception {
    return SweepExecution.run(folder, jobs, job, (index, states) -> {}, stop).stream()
        .map(SweepState::kind)
        .toList();
  }

  /** Writes a run's files as a training does, and records the order. */
  private SweepJob leaving(boolean done) {
    return (order, stop) -> {
      asked.add(order.run().getFileName() + (order.resume() ? " resumed" : ""));
      leave(order, done);
      return "";
    };
  }

  private static void leave(SweepJob.Order order, boolean done) {
    try {
      Run run =
          order.resume()
              ? Run.open(order.run())
              : Run.create(
                  order.run(),
                  Recipes.load(order.recipe().toString(), List.of()),
                  order.settings());
      SavedRuns.leaveAfterAnEpoch(run, done);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void everyRunIsTrainedInOrder() throws Exception {
    assertThat(run(1, leaving(true), () -> false)).containsOnly(Kind.DONE);
    assertThat(asked).containsExactly("01-lr-0.001", "02-lr-1e-4", "03-lr-1e-5");
  }

  @Test
  void whatIsDoneStaysAndWhatWasStoppedIsResumed() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    SweepJob untilTheSecond =
        (order, stopped) -> {
          boolean first = order.run().endsWith("01-lr-0.001");
          stop.set(!first);
          return leaving(first).run(order, stopped);
        };
    assertThat(run(1, untilTheSecond, stop::get))
        .containsExactly(Kind.DONE, Kind.STOPPED, Kind.WAITING);
    asked.clear();
    folder = SweepFolder.open(folder.folder()); // as another process would open it
    assertThat(run(1, leaving(true), () -> false)).containsOnly(Kind.DONE);
    assertThat(asked).containsExactly("02-lr-1e-4 resumed", "03-lr-1e-5");
  }

  @Test
  void aFailedRunDoesNotAffectTheOthersAndStartsOverLater() throws Exception {
    SweepJob failing =
        (order, stop) -> {
          if (order.run().endsWith("02-lr-1e-4")) {
            leave(order, false);
            return "the loss is no number (exit code 1)";
          }
          return leaving(true).run(order, stop);
        };
    assertThat(run(1, failing, () -> false)).containsExactly(Kind.DONE, Kind.FAILED, Kind.DONE);
    assertThat(folder.state(1).reason()).isEqualTo("the loss is no number (exit code 1)");
    asked.clear();
    assertThat(run(1, leaving(true), () -> false)).containsOnly(Kind.DONE);
    assertThat(asked).containsExactly("02-lr-1e-4");
    assertThat(folder.run(1).resolveSibling("02-lr-1e-4.failed-1").resolve("config.yaml")).exists();
  }

  @Test
  void twoJobsWorkAtOnce() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    SweepJob meeting =
        (order, stop) -> {
          both.countDown();
          if (!both.await(20, TimeUnit.SECONDS)) {
            return "nobody else came";
          }
          return leaving(true).run(order, stop);
        };
    assertThat(run(2, meeting, () -> false)).containsOnly(Kind.DONE);
  }

  @Test
  void aRunningSweepCannotBeRunByAnother() throws Exception {
    SweepJob again =
        (order, stop) -> {
          assertThatThrownBy(() -> run(1, leaving(true), () -> false))
              .isInstanceOf(IOException.class)
              .hasMessageContaining("this sweep is being run by this process");
          return leaving(true).run(order, stop);
        };
    assertThat(run(1, again, () -> false)).containsOnly(Kind.DONE);
  }

  @Test
  void aRunThatAnOrphanedProcessStillTrainsIsNotTouched() throws Exception {
    Path run = Files.createDirectories(folder.run(1));
    try (FolderLock orphan = new Run(run).lock()) {
      assertThatThrownBy(() -> run(1, leaving(true), () -> false))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(run + ": this run is being trained by ");
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void theFolderRemembersTheSweep() throws IOException {
    SweepFolder read = SweepFolder.open(folder.folder());
    assertThat(read).isEqualTo(folder);
    assertThat(Recipes.load(folder.recipe(2).toString(), List.of()).train().optimizer().lr())
        .isEqualTo(1e-5);
  }

  @Test
  void aFolderThatHoldsSomethingIsNotOverwritten() {
    assertThatThrownBy(() -> SweepFolder.create(folder.folder(), folder.sweep(), SETTINGS))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not empty; sweeps are never overwritten");
  }

  @Test
  void aFolderThatHoldsALockAloneIsEmpty() throws IOException {
    Path empty = parent.resolve("empty");
    Files.createDirectory(empty);
    FolderLock.take(empty, "is held").close();
    assertThat(SweepFolder.create(empty, folder.sweep(), SETTINGS).recipe(0)).exists();
  }

  @Test
  void ofTwoSweepsThatBeginAtOnceOneIsRefused() throws IOException {
    Path empty = Files.createDirectory(parent.resolve("empty"));
    try (FolderLock other = FolderLock.take(empty, "is held")) {
      assertThat(other.weakness()).isEmpty();
      assertThatThrownBy(() -> SweepFolder.create(empty, folder.sweep(), SETTINGS))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(empty + ": this sweep is being run by this process");
    }
    assertThat(empty.toFile().list()).containsExactly(FolderLock.FILE);
  }

  @Test
  void noRunIsMovedAsideWhileTheSweepIsRead() throws Exception {
    for (int i = 0; i < 2; i++) {
      Files.createDirectories(folder.run(i)); // no training began here
    }
    AtomicBoolean first = new AtomicBoolean(true);
    SweepExecution.Listener reader =
        (index, states) -> {
          if (first.getAndSet(false)) {
            Path other = folder.run(1 - index);
            while (Files.exists(other) && !anotherWaits()) {
              Thread.onSpinWait();
            }
            assertThat(other).exists();
          }
        };
    assertThat(SweepExecution.run(folder, 2, leaving(true), reader, () -> false))
        .extracting(SweepState::kind)
        .containsOnly(Kind.DONE);
  }

  /** Whether another thread of this one's pool waits for what this thread holds. */
  private static boolean anotherWaits() {
    Thread[] pool = new Thread[16];
    int count = Thread.currentThread().getThreadGroup().enumerate(pool);
    String own = Thread.currentThread().getName();
    String prefix = own.substring(0, own.lastIndexOf('-') + 1);
    return Arrays.stream(pool, 0, count)
        .anyMatch(t -> t.getName().startsWith(prefix) && t.getState() == Thread.State.BLOCKED);
  }

  @Test
  void aRunWhoseFilesCannotBeReadFailsAlone() throws Exception {
    Files.createDirectories(folder.run(1));
    Files.writeString(folder.run(1).resolve("run.yaml"), "");
    Files.createDirectory(folder.log(1).resolveSibling("02-lr-1e-4.failed"));
    Files.writeString(folder.log(1).resolveSibling("02-lr-1e-4.failed").resolve("a"), "a");
    assertThat(run(1, leaving(true), () -> false))
        .containsExactly(Kind.DONE, Kind.FAILED, Kind.DONE);
  }
}
