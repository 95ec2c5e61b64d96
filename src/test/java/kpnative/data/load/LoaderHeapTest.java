package kpnative.data.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import kpnative.data.AnnotatedFace;
import kpnative.data.JpegFaces;
import kpnative.image.Channels;
import kpnative.natives.NativeMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sample takes little Java heap in steady state, and no native objects. */
class LoaderHeapTest {
  @TempDir Path folder;

  @Test
  void aSampleOfADecodedPictureTakesLessThan512Bytes() throws Exception {
    assertThat(bytesASample(64 << 20)).isBetween(0.0, (double) LoaderHeap.MOST_BYTES);
  }

  @Test
  void aSampleOfAFileTakesLessThan1500Bytes() throws Exception {
    assertThat(bytesASample(0)).isBetween(0.0, 1500.0); // most of them to open the file
  }

  @Test
  void aSampleAllocatesNoNativeObject() throws IOException {
    List<AnnotatedFace> faces = JpegFaces.write(folder, 4, 5);
    int samples = 20 * LoaderHeap.BATCH;
    try (PictureCache pictures = new PictureCache(Channels.COLOR, 0);
        BatchLoader loader =
            new BatchLoader(faces, LoaderHeap.sampler(), pictures, LoaderHeap.BATCH, 2)) {
      LoaderHeap.run(loader, faces.size(), samples);
      long before = NativeMemory.objects();
      LoaderHeap.run(loader, faces.size(), samples);

      assertThat(NativeMemory.objects()).isEqualTo(before);
    }
  }

  private double bytesASample(long cacheBytes) throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assumeTrue(threads.isThreadAllocatedMemorySupported(), "this JVM counts no allocations");
    String found = "bytes a sample: ";
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                LoaderHeap.class.getName(),
                folder.toString(),
                Long.toString(cacheBytes))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output
        .lines()
        .filter(line -> line.startsWith(found))
        .mapToDouble(line -> Double.parseDouble(line.substring(found.length())))
        .findFirst()
        .orElseThrow();
  }
}
