package kpnative.natives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kpnative.files.FileNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Looks in made folders; nothing is loaded. */
class HostLibrariesTest {
  private static final List<HostProduct> PRODUCTS =
      List.of(
          HostProduct.parse("CUDA 13: libcudart.so.13 libcublas.so.13"),
          HostProduct.parse("NCCL 2: libnccl.so.2"));

  @TempDir Path temp;

  private Path library(String folder, String name) throws IOException {
    Path file = temp.resolve(folder).resolve(name);
    Files.createDirectories(file.getParent());
    return Files.createFile(file);
  }

  private HostLibraries host(String variable, Map<String, Path> cached) {
    String versions = temp + "/usr/local/cuda-*/lib64";
    return new HostLibraries(PRODUCTS, variable, List.of(temp + "/cuda/lib64", versions), cached);
  }

  @Test
  void theUsersFoldersAreSearchedFirst() throws IOException {
    library("cuda/lib64", "libcudart.so.13");
    Path own = library("own", "libcudart.so.13");

    assertThat(host(temp + "/absent::" + temp + "/own", Map.of()).find("libcudart.so.13"))
        .contains(own);
  }

  @Test
  void ofInstalledVersionsTheLatestIsTaken() throws IOException {
    library("usr/local/cuda-13.1/lib64", "libcudart.so.13");
    Path latest = library("usr/local/cuda-13.10/lib64", "libcudart.so.13");
    library("usr/local/cuda-13.9/lib64", "libcudart.so.13");

    assertThat(host("", Map.of()).find("libcudart.so.13")).contains(latest);
  }

  @Test
  void theLinkersCacheIsAskedLast() throws IOException {
    Path folder = library("cuda/lib64", "libcudart.so.13");
    Path cached = library("lib", "libnccl.so.2");
    HostLibraries host =
        host("", Map.of("libnccl.so.2", cached, "libcudart.so.13", temp.resolve("other")));

    assertThat(host.find("libnccl.so.2")).contains(cached);
    assertThat(host.find("libcudart.so.13")).contains(folder);
  }

  @Test
  void aCachedLibraryThatIsGoneIsMissing() {
    HostLibraries host = host("", Map.of("libnccl.so.2", temp.resolve("gone")));

    assertThat(host.find("libnccl.so.2")).isEmpty();
  }

  @Test
  void whatIsMissingIsNamedByItsProduct() throws IOException {
    library("cuda/lib64", "libcudart.so.13");
    HostLibraries host = host("", Map.of());

    assertThat(host.missing())
        .containsExactly("CUDA 13 (libcublas.so.13)", "NCCL 2 (libnccl.so.2)");
    assertThat(host.found())
        .containsKeys("libcudart.so.13", "libcublas.so.13", "libnccl.so.2")
        .containsEntry("libnccl.so.2", Optional.empty());
  }

  @Test
  void thePlacesAreNamedInTheirOrderAndWhichAreAbsent() throws IOException {
    library("cuda/lib64", "libcudart.so.13");

    assertThat(host(temp + "/none", Map.of()).places())
        .isEqualTo(temp + "/none (absent), " + temp + "/cuda/lib64, ldconfig's cache");
  }

  @Test
  void everyLibraryOfCudaHasAVersionInItsName() throws IOException {
    List<HostProduct> products = NativeConfig.cudaHost("linux-x86_64");

    assertThat(products)
        .extracting(HostProduct::name)
        .containsExactly("CUDA 13", "cuDNN 9", "NCCL 2", "NVIDIA driver 580");
    assertThat(products)
        .flatExtracting(HostProduct::libraries)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("lib\\w+\\.so\\.\\d+"));
  }

  @Test
  void anotherPlatformNeedsNothing() throws IOException {
    assertThat(NativeConfig.cudaHost("macosx-arm64")).isEmpty();
  }

  @Test
  void theLinkersCacheNamesTheLibrariesOfThisArchitecture() throws IOException {
    Path cache = temp.resolve("ld.so.cache");
    Files.write(cache, cache("libnccl.so.2", "/für/libnccl.so.2", "libold.so.1", "/lib/libold"));

    assertThat(LinkerCache.read(cache)) // in every locale, as FileNames has it
        .containsExactly(Map.entry("libnccl.so.2", FileNames.path("/für/libnccl.so.2")));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 47, 60, 80, 96, 110})
  void aCutCacheNamesNothingThatIsNotWhole(int size) throws IOException {
    Path cache = temp.resolve("cut");
    byte[] whole = cache("libnccl.so.2", "/lib/libnccl.so.2", "libold.so.1", "/lib/libold");
    Files.write(cache, Arrays.copyOf(whole, size));

    assertThat(LinkerCache.read(cache)).isEmpty();
  }

  @Test
  void anAbsentCacheNamesNothing() {
    assertThat(LinkerCache.read(temp.resolve("none"))).isEmpty();
  }

  /** A cache as ldconfig writes it, of x86-64 libraries, but the last, which is 32-bit. */
  private static byte[] cache(String... namesAndPaths) {
    int count = namesAndPaths.length / 2;
    int at = 48 + 24 * count;
    List<byte[]> texts = new ArrayList<>();
    ByteBuffer data = ByteBuffer.allocate(4096).order(ByteOrder.nativeOrder());
    data.put("glibc-ld.so.cache1.1".getBytes(StandardCharsets.US_ASCII)).putInt(count).position(48);
    for (int i = 0; i < count; i++) {
      data.putInt(i == count - 1 ? 0x0003 : 0x0303);
      for (String text : List.of(namesAndPaths[2 * i], namesAndPaths[2 * i + 1])) {
        byte[] bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
        data.putInt(at);
        at += bytes.length;
        texts.add(bytes);
      }
      data.putInt(0).putLong(0);
    }
    texts.forEach(data::put);
    return Arrays.copyOf(data.array(), data.position());
  }
}
