package kpnative.supply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import kpnative.testing.JavaProcess;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The SBOM of a small jar with some of this platform's natives, and what JarCheck finds in it. */
class BillOfMaterialsTest {
  private static final String BILL = "META-INF/sbom/kp-native.cdx.json";

  private static final List<String> LIBRARIES = new ArrayList<>();

  @TempDir private static Path folder;
  private static Path classes;
  private static JavaProcess made;

  @BeforeAll
  static void makeTheBill() throws Exception {
    String platform = Loader.Detector.getPlatform();
    for (String line :
        Files.readAllLines(Path.of("native-config/libraries-" + platform + ".txt"))) {
      if (line.matches("org/.*(javacpp|gomp|OpenCL|imgcodecs).*")) { // small ones
        LIBRARIES.add(line);
      }
    }
    Files.write(folder.resolve("libraries.txt"), LIBRARIES);
    classes = folder.resolve("classes.jar");
    try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(classes))) {
      for (String name :
          List.of(
              "picocli/CommandLine.class",
              "org/bytedeco/opencv/opencv_core/Mat.class",
              "META-INF/maven/info.picocli/picocli/pom.properties",
              "kpnative/report/echarts.common.min.js",
              "kpnative/model/free.md",
              "kpnative/model/free.safetensors",
              "kpnative/model/best.md",
              "kpnative/model/best.safetensors",
              "kpnative/model/research.md",
              "kpnative/model/research.safetensors")) {
        jar.putNextEntry(new ZipEntry(name));
        jar.write(
            name.endsWith("s") ? "some text\n".getBytes(StandardCharsets.UTF_8) : new byte[] {1});
      }
    }
    made = bill(folder.resolve("bom"), folder.resolve("libraries.txt"));
  }

  private static JavaProcess bill(Path out, Path list) throws Exception {
    return BuildTool.of("BillOfMaterials").run(repository(), classes, out, list);
  }

  /** Where the class path's jars are. */
  private static Path repository() {
    return Arrays.stream(JavaProcess.classPath().split(File.pathSeparator))
        .filter(p -> p.endsWith(".jar") && p.replace('\\', '/').contains("/info/picocli/"))
        .map(p -> Path.of(p).toAbsolutePath())
        .map(p -> p.getParent().getParent().getParent().getParent().getParent())
        .findFirst()
        .orElseThrow();
  }

  private JsonNode components() throws IOException {
    return new ObjectMapper()
        .readTree(folder.resolve("bom").resolve(BILL).toFile())
        .get("components");
  }

  @Test
  void everyNativeLibraryIsListedWithVersionLicenceAndHash() throws Exception {
    assertThat(made).isEqualTo(new JavaProcess(0, ""));
    Map<String, JsonNode> parts = new HashMap<>();
    components().forEach(c -> parts.put(c.get("bom-ref").asText(), c));
    assertThat(LIBRARIES).isNotEmpty();
    for (String library : LIBRARIES) {
      JsonNode part = parts.get("file:" + library);
      assertThat(part).as(library).isNotNull();
      assertThat(part.path("licenses").path(0).path("expression").asText()).isNotEmpty();
      assertThat(part.path("hashes").path(0).path("content").asText()).hasSize(64);
    }
    assertThat(parts.keySet())
        .anyMatch(ref -> ref.startsWith("part:libpng@"))
        .anyMatch(ref -> ref.startsWith("pkg:maven/info.picocli/picocli@"))
        .noneMatch(ref -> ref.contains("jspecify")); // no file of it is in the jar
  }

  @Test
  void eachModelHasItsTermsAndTheFreeOneNamesWhatItWasMadeWith() throws Exception {
    Map<String, String> licences = new HashMap<>();
    for (JsonNode part : components()) {
      licences.put(
          part.path("name").asText(), part.path("licenses").path(0).path("expression").asText());
    }
    assertThat(licences)
        .containsEntry("The built-in model research", "LicenseRef-research-only")
        .containsEntry("The built-in model best", "LicenseRef-research-only")
        .containsEntry("The built-in model free", "Apache-2.0")
        .containsEntry("ICT Face Model Light", "MIT");
    assertThat(folder.resolve("bom/META-INF/licenses/ICT-FaceKit.txt"))
        .hasSameTextualContentAs(Path.of("src/build/licences/ICT-FaceKit.txt"));
  }

  @Test
  void aModelThatNoEntryExplainsFailsTheBuild() throws Exception {
    Path other = folder.resolve("other.jar");
    try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(other))) {
      jar.putNextEntry(new ZipEntry("kpnative/model/face68.safetensors"));
    }
    Path none = Files.writeString(folder.resolve("none.txt"), "");

    JavaProcess run =
        BuildTool.of("BillOfMaterials").run(repository(), other, folder.resolve("other"), none);

    assertThat(run.exit()).isNotZero();
    assertThat(run.output()).contains("face68.safetensors", "no entry in src/build/parts.yaml");
  }

  @Test
  void equalInputsGiveEqualBytes() throws Exception {
    Path again = folder.resolve("again");
    bill(again, folder.resolve("libraries.txt"));

    assertThat(again.resolve(BILL)).hasSameBinaryContentAs(folder.resolve("bom").resolve(BILL));
  }

  @Test
  void aLibraryThatNoEntryExplainsFailsTheBuild() throws Exception {
    Path list = folder.resolve("list.txt");
    Files.writeString(list, "org/bytedeco/none/such/libsurprise.so\n");

    JavaProcess run = bill(folder.resolve("surprise"), list);

    assertThat(run.exit()).isNotZero();
    assertThat(run.output()).contains("libsurprise.so");
  }

  @Test
  void aJarThatDiffersFromItsBillIsFound() throws Exception {
    assertThat(checked(Map.of())).isEqualTo(new JavaProcess(0, ""));
    String library = LIBRARIES.get(0);
    assertThat(checked(Map.of(library, "changed")).output())
        .contains(library + " has another SHA-256");
    assertThat(checked(Map.of("org/x/libnew.so.2", "more")).output())
        .contains("org/x/libnew.so.2 is not in the SBOM");
    assertThat(checked(Map.of(library, "")).output())
        .contains(library + " is in the SBOM, but not in the jar");
    assertThat(
            checked(
                    Map.of(
                        "META-INF/maven/a/b/pom.properties",
                        "groupId=a\nartifactId=b\nversion=1\n"))
                .output())
        .contains("a:b:1 is not in the SBOM");
    assertThat(checked(Map.of("META-INF/licenses/libpng.txt", "")).output())
        .contains("META-INF/licenses/libpng.txt is missing");
    assertThat(checked(Map.of("kpnative/model/free.md", "")).output())
        .contains("kpnative/model/free.safetensors: its card kpnative/model/free.md is missing");
    assertThat(checked(Map.of("kpnative/model/face68.safetensors", "left by a build")).output())
        .contains("kpnative/model/face68.safetensors is not in the SBOM");
    assertThat(checked(Map.of("META-INF/licenses/ICT-FaceKit.txt", "")).output())
        .contains("META-INF/licenses/ICT-FaceKit.txt is missing");
    assertThat(checked(Map.of(BILL, "")).output()).contains("has no " + BILL);
  }

  /** What JarCheck says of the jar with these files replaced, or left out where empty. */
  private JavaProcess checked(Map<String, String> changes) throws Exception {
    Path jar = folder.resolve("kp-native.jar");
    Map<String, byte[]> files = new HashMap<>();
    for (String library : LIBRARIES) {
      try (InputStream in = Loader.class.getResourceAsStream("/" + library)) {
        files.put(library, in.readAllBytes());
      }
    }
    try (FileSystem zip =
            FileSystems.newFileSystem(URI.create("jar:" + classes.toUri()), Map.of());
        Stream<Path> all = Files.walk(zip.getPath("/"))) {
      for (Path path : all.filter(p -> Files.isRegularFile(p)).toList()) {
        files.put(path.toString().substring(1), Files.readAllBytes(path));
      }
    }
    files.put(
        "META-INF/maven/info.picocli/picocli/pom.properties",
        ("groupId=info.picocli\nartifactId=picocli\nversion=" + picocli.CommandLine.VERSION + "\n")
            .getBytes(StandardCharsets.UTF_8));
    Path bom = folder.resolve("bom");
    try (Stream<Path> all = Files.walk(bom)) {
      for (Path path : all.filter(p -> Files.isRegularFile(p)).toList()) {
        files.put(bom.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
      }
    }
    for (Map.Entry<String, String> change : changes.entrySet()) {
      if (change.getValue().isEmpty()) {
        files.remove(change.getKey());
      } else {
        files.put(change.getKey(), change.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      out.setLevel(0);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        out.putNextEntry(new ZipEntry(file.getKey()));
        out.write(file.getValue());
      }
    }
    return BuildTool.of("JarCheck").run(jar);
  }

  @Test
  void everyNativeLibraryOfEveryPlatformHasOneEntry() throws Exception {
    List<Map<String, Object>> parts =
        new Yaml().load(Files.readString(Path.of("src/build/parts.yaml")));
    List<String> all = new ArrayList<>();
    try (Stream<Path> lists = Files.list(Path.of("native-config"))) {
      for (Path list : lists.filter(l -> l.toString().endsWith(".txt")).toList()) {
        Files.readAllLines(list).stream()
            .filter(l -> !l.isBlank() && !l.startsWith("#"))
            .forEach(all::add);
      }
    }
    assertThat(all).isNotEmpty();
    for (String library : all) {
      String name = library.substring(library.lastIndexOf('/') + 1);
      assertThat(
              parts.stream()
                  .filter(p -> p.containsKey("files"))
                  .filter(p -> name.matches(p.get("files").toString())))
          .as(library)
          .hasSize(1);
    }
  }

  @Test
  void everyLicenceTextIsUsedAndThere() throws Exception {
    List<Map<String, Object>> parts =
        new Yaml().load(Files.readString(Path.of("src/build/parts.yaml")));
    List<String> named =
        parts.stream()
            .flatMap(p -> ((List<?>) p.get("texts")).stream())
            .map(Object::toString)
            .filter(t -> !t.equals("Apache-2.0")) // LICENSE
            .distinct()
            .toList();
    try (Stream<Path> files = Files.list(Path.of("src/build/licences"))) {
      assertThat(files.map(f -> f.getFileName().toString().replaceFirst("\\.txt$", "")))
          .containsExactlyInAnyOrderElementsOf(named);
    }
  }
}
