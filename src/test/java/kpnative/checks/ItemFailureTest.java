package kpnative.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ItemFailureTest {
  @AfterEach
  void noThreadStaysInterrupted() {
    Thread.interrupted();
  }

  static List<Throwable> ofOneItem() {
    return List.of(
        new IOException("damaged"),
        new NoSuchFileException("b.jpg"),
        new UncheckedIOException(new IOException("cut short")),
        new ExecutionException(new IllegalStateException("in a worker")),
        new NullPointerException(),
        new IllegalArgumentException("too wide"),
        new ArithmeticException("no inverse\n  at native code"),
        new OutOfMemoryError("Java heap space"),
        new OutOfMemoryError(),
        new StackOverflowError(),
        new InternalError("a fault occurred in an unsafe memory access operation"),
        new NoClassDefFoundError("javax/imageio/ImageIO"),
        new ExceptionInInitializerError("no fonts"),
        new AssertionError("k < n"),
        new Exception("checked"),
        new Throwable("bare"));
  }

  @ParameterizedTest
  @MethodSource("ofOneItem")
  void whateverIsThrownIsOneLineWithTheItemsName(Throwable thrown) {
    ItemFailure failure = ItemFailure.of("b.jpg", thrown);

    assertThat(failure.getMessage()).startsWith("b.jpg").hasSizeGreaterThan(6);
    assertThat(failure.getMessage().lines()).hasSize(1);
    assertThat(failure.thrown()).isSameAs(thrown);
  }

  @ParameterizedTest
  @MethodSource("ofOneItem")
  void theOthersAreDone(Throwable thrown) {
    List<String> done = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    for (String item : List.of("a.jpg", "b.jpg", "c.jpg")) {
      try {
        if (item.equals("b.jpg")) {
          throw thrown;
        }
        done.add(item);
      } catch (Throwable e) {
        failed.add(ItemFailure.of(item, e).getMessage());
      }
    }

    assertThat(done).containsExactly("a.jpg", "c.jpg");
    assertThat(failed).singleElement().asString().startsWith("b.jpg");
  }

  @Test
  void theNameIsNotSaidTwice() {
    assertThat(ItemFailure.of("b.jpg", new IOException("b.jpg: damaged")))
        .hasMessage("b.jpg: damaged");
    assertThat(ItemFailure.of("b.jpg", new NoSuchFileException("b.jpg")))
        .hasMessage("b.jpg (NoSuchFile)");
    assertThat(ItemFailure.of("b", new IOException("b.jpg: damaged")))
        .hasMessage("b: b.jpg: damaged");
  }

  @Test
  void aNameOfTwoLinesIsOne() {
    assertThat(ItemFailure.of("b\n1.jpg", new IOException("b\n1.jpg: damaged")))
        .hasMessage("b\\u000a1.jpg: damaged");
    assertThat(ItemFailure.of("b\r.jpg", new IOException("damaged")))
        .hasMessage("b\\u000d.jpg: damaged");
  }

  @Test
  void aFailureIsNotWrappedTwice() {
    ItemFailure inner = ItemFailure.of("row 3", new IOException("two columns"));

    assertThat(ItemFailure.of("list.csv", inner)).isSameAs(inner);
  }

  @Test
  void memoryAndStackSayWhatRaisesTheirLimits() {
    assertThat(ItemFailure.of("b.jpg", new OutOfMemoryError("Java heap space")))
        .hasMessage(
            "b.jpg: out of memory: Java heap space (java -Xmx raises the limit of Java's heap)");
    assertThat(ItemFailure.of("b.jpg", new StackOverflowError()))
        .hasMessage("b.jpg: out of stack: nested too deeply (java -Xss raises the limit)");
  }

  static List<Throwable> interruptions() {
    return List.of(
        new InterruptedException(), new InterruptedIOException(), new ClosedByInterruptException());
  }

  @ParameterizedTest
  @MethodSource("interruptions")
  void anInterruptionEndsTheWork(Throwable thrown) {
    assertThatThrownBy(() -> ItemFailure.of("b.jpg", thrown))
        .isInstanceOf(CancellationException.class)
        .hasMessage("interrupted at b.jpg")
        .hasCause(thrown);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void afterAnInterruptionNothingIsOneItemsFailure() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> ItemFailure.of("b.jpg", new IOException("closed")))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void theEndOfTheVirtualMachineIsNoItemsFailure() {
    UnknownError end = new UnknownError("the machine is broken");

    assertThatThrownBy(() -> ItemFailure.of("b.jpg", end)).isSameAs(end);
  }
}
