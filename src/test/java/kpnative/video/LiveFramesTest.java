package kpnative.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import kpnative.image.Photo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A camera's frames: always the newest, and an end that waits for nobody. */
@Timeout(60)
class LiveFramesTest {
  /** A source whose frames come when the test says so. */
  private static final class Source implements FrameSequence {
    private final SynchronousQueue<Optional<Frame>> made = new SynchronousQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    void make(double seconds) throws InterruptedException {
      BufferedImage picture = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
      made.put(Optional.of(new Frame(Photo.of(picture), seconds)));
    }

    void end() throws InterruptedException {
      made.put(Optional.empty());
    }

    @Override
    public Optional<Frame> next() throws IOException {
      try {
        return made.take();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }

    @Override
    public double rate() {
      return 25;
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  @Test
  void aSlowConsumerGetsTheNewestFrameAndTheLast() throws Exception {
    Source source = new Source();
    LiveFrames live = new LiveFrames(source, () -> false);
    for (int i = 0; i < 10; i++) {
      source.make(i);
    }
    while (live.dropped() < 9) {
      Thread.onSpinWait();
    }
    assertThat(live.next().orElseThrow().seconds()).isEqualTo(9);
    source.make(10);
    source.make(11);
    source.end();
    assertThat(live.next().orElseThrow().seconds()).isIn(10.0, 11.0);
    if (live.dropped() == 9) {
      assertThat(live.next().orElseThrow().seconds()).isEqualTo(11);
    }
    assertThat(live.next()).isEmpty();
    live.close();
    assertThat(source.closed.getCount()).isZero();
  }

  @Test
  void aWaitEndsWhenItIsToldTo() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    LiveFrames live = new LiveFrames(new Source(), stop::get);
    Thread other = new Thread(() -> stop.set(true));
    other.start();
    assertThat(live.next()).isEmpty();
    other.join();
  }

  static Stream<Throwable> failures() {
    return Stream.of(
        new IOException("the camera is gone"),
        new IllegalStateException("a mistake"),
        new OutOfMemoryError("no heap for a frame"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whatFailsIsToldToWhoAsksForTheNextFrame(Throwable failure) {
    LiveFrames live =
        new LiveFrames(
            new FrameSequence() {
              @Override
              public Optional<Frame> next() throws IOException {
                if (failure instanceof IOException io) {
                  throw io;
                }
                if (failure instanceof Error error) {
                  throw error;
                }
                throw (RuntimeException) failure;
              }

              @Override
              public double rate() {
                return 25;
              }

              @Override
              public void close() {}
            },
            () -> false);
    assertThatThrownBy(live::next).isSameAs(failure);
  }

  @Test
  void rawFramesOfAStreamAreRead() throws IOException {
    byte[] head = "YUV4MPEG2 W4 H2 F10:1 Ip C420jpeg\n".getBytes(StandardCharsets.US_ASCII);
    byte[] frame = "FRAME\n............".getBytes(StandardCharsets.US_ASCII); // 4 x 2 and 2 x 1 x 2
    byte[] all = new byte[head.length + 3 * frame.length];
    System.arraycopy(head, 0, all, 0, head.length);
    for (int i = 0; i < 3; i++) {
      System.arraycopy(frame, 0, all, head.length + i * frame.length, frame.length);
    }
    try (FrameSequence frames = FrameSequences.of(new ByteArrayInputStream(all), "a pipe")) {
      TestFilm film = TestFilm.read(frames);
      assertThat(frames.rate()).isEqualTo(10);
      assertThat(film.seconds()).containsExactly(0.0, 0.1, 0.2);
      assertThat(film.pictures().get(0).getWidth()).isEqualTo(4);
    }
  }

  @Test
  void closingDoesNotWaitForAStreamInWhichNothingComes() throws Exception {
    PipedOutputStream out = new PipedOutputStream();
    PipedInputStream in = new PipedInputStream(out, 1 << 16);
    byte[] head = "YUV4MPEG2 W4 H2 F10:1 Ip C420jpeg\n".getBytes(StandardCharsets.US_ASCII);
    byte[] frame = "FRAME\n............".getBytes(StandardCharsets.US_ASCII);
    out.write(head);
    for (int i = 0; i < 200; i++) { // enough to recognise it
      out.write(frame);
    }
    out.flush();
    FrameSequence frames = FrameSequences.of(in, "a pipe");
    Thread reader =
        new Thread(
            () -> {
              try {
                while (frames.next().isPresent()) {
                  // until the stream ends
                }
              } catch (IOException e) {
                // the pipe is closed below
              }
            });
    reader.start();
    Thread.sleep(300); // it waits for the next frame
    frames.close();
    out.close();
    reader.join();
    assertThat(frames.next()).isEmpty();
  }

  static Stream<Throwable> whatASourceThrows() {
    return Stream.of(
        new IOException("unplugged"),
        new IllegalStateException("a bug"),
        new OutOfMemoryError("Java heap space"),
        new StackOverflowError());
  }

  @ParameterizedTest
  @MethodSource("whatASourceThrows")
  void whateverEndsTheSourceIsToldToWhoeverAsks(Throwable thrown) {
    FrameSequence broken =
        new FrameSequence() {
          @Override
          public Optional<Frame> next() throws IOException {
            if (thrown instanceof IOException e) {
              throw e;
            }
            if (thrown instanceof Error e) {
              throw e;
            }
            throw (RuntimeException) thrown;
          }

          @Override
          public double rate() {
            return 25;
          }

          @Override
          public void close() {}
        };
    LiveFrames live = new LiveFrames(broken, () -> false);

    assertThatThrownBy(live::next).isSameAs(thrown);
  }
}
