package kpnative.about;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import kpnative.infer.Version;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AboutPageTest {
  private static final String SBOM =
      """
      {"bomFormat": "CycloneDX", "components": [
        {"bom-ref": "pkg:maven/a.b/c@1?type=jar", "group": "a.b", "name": "c", "version": "1",
         "licenses": [{"expression": "MIT"}],
         "properties": [{"name": "kpnative:licence-text", "value": "META-INF/licenses/c.txt"}]},
        {"bom-ref": "file:org/bytedeco/x/libx.so.1", "name": "X", "version": "2.1",
         "licenses": [{"expression": "Zlib"}],
         "properties": [{"name": "kpnative:licence-text", "value": "META-INF/licenses/x.txt"}]},
        {"bom-ref": "file:org/bytedeco/x/libxx.so.1", "name": "X", "version": "2.1",
         "licenses": [{"expression": "Zlib"}],
         "properties": [{"name": "kpnative:licence-text", "value": "META-INF/licenses/x.txt"}]},
        {"bom-ref": "part:Y@X 2.1", "name": "Y", "licenses": [{"expression": "0BSD"}],
         "properties": [{"name": "kpnative:licence-text", "value": "META-INF/licenses/x.txt"},
                        {"name": "kpnative:version", "value": "as in X 2.1"}]}]}
      """;

  @TempDir Path jar;

  private BundledParts parts() throws IOException {
    Files.createDirectories(jar.resolve("META-INF/sbom"));
    Files.createDirectories(jar.resolve("META-INF/licenses"));
    Files.writeString(jar.resolve(BundledParts.SBOM), SBOM);
    Files.writeString(jar.resolve("META-INF/licenses/c.txt"), "the licence of c\n");
    Files.writeString(jar.resolve("META-INF/licenses/x.txt"), "the licence of x\n");
    return BundledParts.of(this::resource).orElseThrow();
  }

  private @Nullable URL resource(String name) {
    try {
      Path file = jar.resolve(name);
      return Files.exists(file) ? file.toUri().toURL() : null;
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyPartIsOneLineUnderItsKind() throws IOException {
    assertThat(AboutPage.table(parts().all()))
        .containsExactly(
            "",
            "Native libraries",
            "  X 2.1           Zlib",
            "",
            "Inside these files",
            "  Y, as in X 2.1  0BSD",
            "",
            "Java libraries",
            "  a.b:c 1         MIT");
  }

  @Test
  void everyTextIsPrintedOnceUnderThePartsThatItIsFor() throws IOException {
    assertThat(AboutPage.licences(parts()))
        .containsSubsequence("a.b:c 1: MIT", "the licence of c")
        .containsSubsequence("X 2.1: Zlib", "Y, as in X 2.1: 0BSD", "the licence of x")
        .containsOnlyOnce("the licence of x");
  }

  @Test
  void aMissingTextIsNamed() throws IOException {
    BundledParts parts = parts();
    Files.delete(jar.resolve("META-INF/licenses/x.txt"));

    assertThatThrownBy(() -> AboutPage.licences(parts))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("META-INF/licenses/x.txt");
  }

  @Test
  void aBuildWithoutSbomSaysWhereItIs() throws IOException {
    assertThat(BundledParts.of(name -> null)).isEmpty();
    assertThat(AboutPage.lines())
        .first()
        .asString()
        .startsWith("kp-native " + Version.current())
        .endsWith("Apache-2.0");
    assertThat(AboutPage.lines()).anyMatch(line -> line.contains("kp-native.jar"));
  }
}
