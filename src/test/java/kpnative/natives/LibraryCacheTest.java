package kpnative.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uses a jar of three small fake libraries; {@link FirstStartTest} uses the real ones. */
class LibraryCacheTest {
  private static final List<String> FILES = List.of("liba.so", "libb.so.1", "libc.so");
  private static final NativeConfig CONFIG =
      new NativeConfig(
          "test",
          List.of(),
          List.of(),
          List.of(),
          Set.of(),
          Map.of("libb2.so.1", "libb.so.1"),
          Map.of(),
          Map.of(),
          0);

  @TempDir Path temp;
  private final Map<String, byte[]> contents = new LinkedHashMap<>();
  private URLClassLoader jar;

  @BeforeEach
  void writeJar() throws IOException {
    Random random = new Random(1);
    Path file = temp.resolve("natives.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String name : FILES) {
        byte[] bytes = new byte[20_000];
        random.nextBytes(bytes);
        contents.put(name, bytes);
        zip.putNextEntry(new ZipEntry("natives/" + name));
        zip.write(bytes);
        zip.closeEntry();
      }
    }
    jar = new URLClassLoader(new URL[] {file.toUri().toURL()}, null);
  }

  @AfterEach
  void closeJar() throws IOException {
    jar.close();
  }

  @Test
  void anEmptyCacheIsFilled() throws IOException {
    LibraryCache cache = cache();

    cache.fill();

    assertComplete(cache);
  }

  @Test
  void aCompleteCacheIsNotChanged() throws IOException {
    LibraryCache cache = cache();
    cache.fill();
    Files.delete(cache.folder().resolve(".lock"));

    cache().fill();

    assertThat(cache.folder().resolve(".lock")).doesNotExist();
  }

  @Test
  void aTruncatedLibraryIsUnpackedAgain() throws IOException {
    LibraryCache cache = cache();
    cache.fill();
    Path cut = cache.folder().resolve("libb.so.1");
    Files.write(cut, Arrays.copyOf(contents.get("libb.so.1"), 7_000));

    cache().fill();

    assertComplete(cache);
  }

  @Test
  void aCacheWithoutItsListIsReadAndRepaired() throws IOException {
    LibraryCache cache = cache();
    cache.fill();
    Files.delete(cache.folder().resolve(LibraryCache.LIST));
    Files.write(cache.folder().resolve("liba.so"), new byte[20_000]); // the right size, but zeros

    cache().fill();

    assertComplete(cache);
  }

  @Test
  void aLibraryWithAnotherTimeIsReadAgain() throws IOException {
    LibraryCache cache = cache();
    cache.fill();
    Path file = cache.folder().resolve("libc.so");
    Files.write(file, new byte[20_000]);
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));

    cache().fill();

    assertComplete(cache);
  }

  @Test
  void aDeletedAliasIsCreatedAgain() throws IOException {
    LibraryCache cache = cache();
    cache.fill();
    Files.delete(cache.folder().resolve("libb2.so.1"));

    cache().fill();

    assertComplete(cache);
  }

  @Test
  void temporaryFilesOfAKilledProcessAreRemoved() throws IOException {
    LibraryCache cache = cache();
    Files.createDirectories(cache.folder());
    Files.write(cache.folder().resolve("liba.so.part"), new byte[] {1, 2, 3});

    cache.fill();

    assertComplete(cache);
  }

  @Test
  void aFullDiskLeavesNoFileUnderAFinalName() throws IOException {
    LibraryCache cache = cacheOnDiskOf(30_000);

    assertThatThrownBy(cache::fill).isInstanceOf(IOException.class);

    // The first library fitted.
    try (var files = Files.list(cache.folder())) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder(".lock", "liba.so");
    }
  }

  @Test
  void aFullDiskIsReportedWithTheFolderTheSpaceAndTheProperty() {
    LibraryCache cache = cacheOnDiskOf(30_000);

    assertThatThrownBy(cache::fill)
        .hasMessageContaining(cache.folder().toString())
        .hasMessageContaining("No space left on device")
        .hasMessageContaining("1 MB free")
        .hasMessageContaining("-Dkpnative.cachedir=");
  }

  @Test
  void unpackingSucceedsOnceTheDiskHasSpace() throws IOException {
    LibraryCache full = cacheOnDiskOf(30_000);
    assertThatThrownBy(full::fill).isInstanceOf(IOException.class);

    cache().fill();

    assertComplete(full);
  }

  @Test
  void anUnwritableFolderIsReportedWithTheProperty() throws IOException {
    Path notAFolder = Files.writeString(temp.resolve("home"), "a file where the home should be");
    LibraryCache cache = new LibraryCache(notAFolder.resolve(".cache"), CONFIG, libraries());

    assertThatThrownBy(cache::fill)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(cache.folder().toString())
        .hasMessageContaining("-Dkpnative.cachedir=");
  }

  @Test
  void aDamagedJarIsNotUnpacked() throws IOException {
    BundledLibrary real = libraries().get(0);
    BundledLibrary damaged = new BundledLibrary(real.file(), real.source(), 20_000, 0xdeadbeefL);
    LibraryCache cache = new LibraryCache(temp.resolve("cache"), CONFIG, List.of(damaged));

    assertThatThrownBy(cache::fill)
        .hasMessageContaining("damaged")
        .hasMessageContaining("deadbeef");
  }

  @Test
  void otherContentsHaveAnotherFolder() throws IOException {
    Path other =
        new LibraryCache(temp.resolve("cache"), CONFIG, libraries().subList(0, 2)).folder();

    assertThat(cache().folder()).isNotEqualTo(other);
  }

  @Test
  void concurrentFirstStartsProduceOneCompleteCache() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Void>> starts = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        starts.add(
            () -> {
              cache().fill();
              return null;
            });
      }
      for (Future<Void> start : pool.invokeAll(starts)) {
        start.get();
      }
    } finally {
      pool.shutdownNow();
    }

    assertComplete(cache());
  }

  private List<BundledLibrary> libraries() {
    List<BundledLibrary> libraries = new ArrayList<>();
    for (String file : FILES) {
      try {
        libraries.add(BundledLibrary.find("natives/" + file, jar));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return libraries;
  }

  private LibraryCache cache() {
    return new LibraryCache(temp.resolve("cache"), CONFIG, libraries());
  }

  private LibraryCache cacheOnDiskOf(int bytes) {
    int[] left = {bytes};
    LibraryCache.Writer writer =
        file ->
            new FilterOutputStream(Channels.newOutputStream(file)) {
              @Override
              public void write(byte[] b, int offset, int length) throws IOException {
                left[0] -= length;
                if (left[0] < 0) {
                  throw new IOException("No space left on device");
                }
                out.write(b, offset, length);
              }
            };
    return new LibraryCache(temp.resolve("cache"), CONFIG, libraries(), writer);
  }

  private void assertComplete(LibraryCache cache) throws IOException {
    for (String file : FILES) {
      assertThat(cache.folder().resolve(file)).hasBinaryContent(contents.get(file));
    }
    assertThat(cache.folder().resolve("libb2.so.1")).hasBinaryContent(contents.get("libb.so.1"));
    try (var files = Files.list(cache.folder())) {
      assertThat(files).noneMatch(file -> file.toString().endsWith(".part"));
    }
  }
}
