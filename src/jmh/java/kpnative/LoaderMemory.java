package kpnative;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Optional;
import kpnative.data.load.Batch;
import kpnative.data.load.BatchLoader;
import kpnative.data.load.PictureCache;
import kpnative.natives.NativeMemory;

/**
 * What does the loader leave behind in memory over many pictures? Tells, after each tenth: Java's
 * heap taken by the loader's thread, a picture; native objects; resident size.
 *
 * <p>The task is {@link LoaderBenchmark}'s, in color. Not of JMH, which has no eye for native
 * memory. {@code java -Xms64m -Xmx64m -XX:+AlwaysPreTouch -cp target/kp-native-jmh.jar
 * kpnative.LoaderMemory PICTURES [DATA]}, so that Java's heap has its size from the beginning; DATA
 * as {@code --data} takes it, by default painted faces; first from files, then from decoded
 * pictures.
 */
public final class LoaderMemory {
  private static final int BATCH = 32;
  private static final int PARTS = 10;

  private LoaderMemory() {}

  /** Runs. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] args) throws IOException {
    int pictures = Integer.parseInt(args[0]);
    LoaderTask task = new LoaderTask();
    task.data = args.length > 1 ? args[1] : "";
    task.channels = "color";
    task.prepare();
    System.out.printf(
        Locale.ROOT,
        "%-8s %12s %18s %16s %14s%n",
        "from",
        "pictures",
        "heap B a picture",
        "native objects",
        "resident MB");
    for (boolean decoded : new boolean[] {false, true}) {
      run(task, decoded, pictures / PARTS);
    }
  }

  @SuppressWarnings("SystemOut")
  private static void run(LoaderTask task, boolean decoded, int part) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (PictureCache pictures =
            new PictureCache(task.sampler.input().channels(), decoded ? Long.MAX_VALUE : 0);
        BatchLoader loader = new BatchLoader(task.faces, task.sampler, pictures, BATCH, 1)) {
      long worker =
          Thread.getAllStackTraces().keySet().stream()
              .filter(t -> t.getName().equals("kpnative-loader"))
              .mapToLong(Thread::getId)
              .max()
              .orElseThrow();
      int[] order = task.order(part);
      for (int i = 1; i <= PARTS; i++) {
        long before = threads.getThreadAllocatedBytes(worker);
        loader.start(order, 0, i, Optional.of(task.augmenting(task.all)));
        for (Optional<Batch> next = loader.next(); next.isPresent(); next = loader.next()) {
          next.get().close();
        }
        long taken = threads.getThreadAllocatedBytes(worker) - before;
        System.out.printf(
            Locale.ROOT,
            "%-8s %,12d %18.0f %16d %14.1f%n",
            decoded ? "decoded" : "files",
            i * part,
            (double) taken / part,
            NativeMemory.objects(),
            NativeMemory.residentBytes() / 1e6);
      }
    }
  }
}
