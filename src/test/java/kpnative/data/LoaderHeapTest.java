package kpnative.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import kpnative.augment.Augmentation;
import kpnative.augment.Distribution;
import kpnative.augment.Entry;
import kpnative.augment.Randomness;
import kpnative.codec.CoordinateCodec;
import kpnative.image.Channels;
import kpnative.image.InputFormat;
import kpnative.keypoints.KeypointSchema;
import kpnative.natives.NativeMemory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Java heap that a sample takes in the steady state, on the thread that makes it: the drawn
 * effects, the warp that a batch keeps, and next to nothing else.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LoaderHeapTest {
  private static final long SEED = 5;
  private static final int BATCH = 32;
  private static final int COUNTED = 2_000;
  private static final int MOST_ROUNDS = 60; // until the compiler has seen all of it
  private static final int MOST_BYTES = 512;
  private static final InputFormat INPUT = new InputFormat(32, 32, Channels.COLOR, 0.5, 0.25);

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  @TempDir Path folder;
  private List<AnnotatedFace> faces = List.of();

  @BeforeEach
  void writeFaces() throws IOException {
    assumeTrue(threads.isThreadAllocatedMemorySupported(), "this JVM counts no allocations");
    faces = JpegFaces.write(folder, 4, SEED);
  }

  @Test
  void aSampleOfADecodedPictureTakesLessThan512Bytes() throws IOException {
    assertThat(bytesASample(64 << 20)).isBetween(0.0, (double) MOST_BYTES);
  }

  @Test
  void aSampleOfAFileTakesLessThan512Bytes() throws IOException {
    assertThat(bytesASample(0)).isBetween(0.0, (double) MOST_BYTES);
  }

  @Test
  void aSampleAllocatesNoNativeObject() throws IOException {
    try (PictureCache pictures = new PictureCache(Channels.COLOR, 0);
        BatchLoader loader = new BatchLoader(faces, sampler(), pictures, BATCH, 2)) {
      run(loader, 20 * BATCH);
      long before = NativeMemory.objects();
      run(loader, 20 * BATCH);

      assertThat(NativeMemory.objects()).isLessThanOrEqualTo(before);
    }
  }

  private double bytesASample(long cacheBytes) throws IOException {
    List<Long> before = loaderThreads();
    try (PictureCache pictures = new PictureCache(Channels.COLOR, cacheBytes);
        BatchLoader loader = new BatchLoader(faces, sampler(), pictures, BATCH, 1)) {
      List<Long> started = loaderThreads();
      started.removeAll(before);
      assertThat(started).hasSize(1);
      double least = Double.POSITIVE_INFINITY;
      for (int round = 0; round < MOST_ROUNDS && least > MOST_BYTES; round++) {
        long bytes = threads.getThreadAllocatedBytes(started.get(0));
        run(loader, COUNTED);
        long taken = threads.getThreadAllocatedBytes(started.get(0)) - bytes;
        least = Math.min(least, taken / (double) COUNTED);
      }
      return least;
    }
  }

  private static List<Long> loaderThreads() {
    return new java.util.ArrayList<>(
        Thread.getAllStackTraces().keySet().stream()
            .filter(t -> t.getName().equals("kpnative-loader"))
            .map(Thread::getId)
            .toList());
  }

  private void run(BatchLoader loader, int samples) throws IOException {
    Randomness randomness = new Randomness(SEED);
    int[] order = EpochOrder.shuffled(faces.size(), samples, randomness, 0);
    loader.start(order, 0, 0, Optional.of(new BatchLoader.Augmenting(augmentation(), randomness)));
    for (Optional<Batch> next = loader.next(); next.isPresent(); next = loader.next()) {
      next.get().close();
    }
  }

  private static Augmentation augmentation() {
    return Augmentation.NONE
        .with(new Entry.Flip(0.5))
        .with(new Entry.Scale(0.8, 1.2, Distribution.UNIFORM, 1))
        .with(new Entry.Rotation(30, Distribution.UNIFORM, 1))
        .with(new Entry.Homography(0.05, 1))
        .with(new Entry.Translation(0.1, 0.1, 0.1, 0.1, Distribution.UNIFORM, 1))
        .with(new Entry.Color(0.2, 0.2, 0.2, 0.05, 1));
  }

  private static FaceSampler sampler() {
    return new FaceSampler(
        INPUT,
        new FaceBox(FaceBox.From.POINTS, 1.25),
        KeypointSchema.IBUG68,
        EpochOrder.inOrder(68),
        new CoordinateCodec(0.5));
  }
}
