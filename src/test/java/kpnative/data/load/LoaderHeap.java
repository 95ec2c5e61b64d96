package kpnative.data.load;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kpnative.augment.Augmentation;
import kpnative.augment.Distribution;
import kpnative.augment.Entry;
import kpnative.augment.Randomness;
import kpnative.codec.CoordinateCodec;
import kpnative.crop.BoxRule;
import kpnative.data.AnnotatedFace;
import kpnative.data.FaceSampler;
import kpnative.data.JpegFaces;
import kpnative.image.Channels;
import kpnative.image.InputFormat;
import kpnative.keypoints.KeypointSchema;

/**
 * Prints the Java heap, in bytes, that a sample takes in steady state on the thread that makes it:
 * the minimum over some rounds, the last of which run compiled code. Runs in a separate process,
 * because escape analysis depends on what else the compiler has seen in the same code.
 *
 * <p>Arguments: a folder for pictures, and the size of the cache of decoded pictures, bytes.
 */
final class LoaderHeap {
  static final int MOST_BYTES = 512;
  static final int BATCH = 32;
  private static final long SEED = 5;
  private static final int COUNTED = 2_000;
  private static final int MOST_ROUNDS = 60;
  private static final InputFormat INPUT = new InputFormat(32, 32, Channels.COLOR, 0.5, 0.25);

  private LoaderHeap() {}

  public static void main(String[] args) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    List<AnnotatedFace> faces = JpegFaces.write(Path.of(args[0]), 4, SEED);
    List<Long> before = loaderThreads();
    try (PictureCache pictures = new PictureCache(Channels.COLOR, Long.parseLong(args[1]));
        BatchLoader loader = new BatchLoader(faces, sampler(), pictures, BATCH, 1)) {
      List<Long> started = loaderThreads();
      started.removeAll(before);
      double least = Double.POSITIVE_INFINITY;
      for (int round = 0; round < MOST_ROUNDS && least > MOST_BYTES; round++) {
        long bytes = threads.getThreadAllocatedBytes(started.get(0));
        run(loader, faces.size(), COUNTED);
        long taken = threads.getThreadAllocatedBytes(started.get(0)) - bytes;
        least = Math.min(least, taken / (double) COUNTED);
      }
      System.out.println("bytes a sample: " + least);
    }
  }

  private static List<Long> loaderThreads() {
    return new ArrayList<>(
        Thread.getAllStackTraces().keySet().stream()
            .filter(t -> t.getName().equals("kpnative-loader"))
            .map(Thread::getId)
            .toList());
  }

  static void run(BatchLoader loader, int faces, int samples) throws IOException {
    Randomness randomness = new Randomness(SEED);
    int[] order = EpochOrder.shuffled(faces, samples, randomness, 0);
    loader.start(order, 0, 0, Optional.of(new Augmenting(augmentation(), randomness)));
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

  static FaceSampler sampler() {
    return new FaceSampler(
        INPUT,
        new BoxRule(BoxRule.From.POINTS, 1.25),
        KeypointSchema.IBUG68,
        EpochOrder.inOrder(68),
        new CoordinateCodec(0.5));
  }
}
