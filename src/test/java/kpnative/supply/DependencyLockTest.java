package kpnative.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import kpnative.testing.JavaProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DependencyLockTest {
  private static final BuildTool TOOL = BuildTool.of("DependencyLock");
  private static final Path LOCK = Path.of(".mvn/checksums/checksums.sha256");
  private static final String JAR = "org/one/thing/1.2/thing-1.2.jar";

  @TempDir Path folder;
  private Path repository;
  private Path lock;
  private Path pom;

  @BeforeEach
  void makeARepository() throws IOException, InterruptedException {
    repository = folder.resolve("repository");
    lock = folder.resolve("lock/checksums.sha256");
    pom = folder.resolve("pom.xml");
    put(JAR, "classes");
    put("org/one/thing/1.2/thing-1.2.pom", "<project/>");
    put("org/one/thing/1.2/thing-1.2.jar.sha1", "not an artifact");
    put("org/one/thing/1.2/_remote.repositories", "not an artifact");
    put("org/kpnative/kp-native/1/kp-native-1.jar", "ours");
    Files.writeString(
        pom,
        """
        <project><groupId>me</groupId><artifactId>mine</artifactId><version>7</version>
        <properties><thing.version>1.2</thing.version></properties>
        <dependencies><dependency><groupId>org.one</groupId><artifactId>thing</artifactId>
        <version>${thing.version}</version></dependency></dependencies></project>
        """);
    assertThat(TOOL.run("write", lock, repository).exit()).isZero();
  }

  private void put(String file, String text) throws IOException {
    Path path = repository.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @Test
  void aLockHasALineForEachArtifactAsSha256sumWritesIt() throws Exception {
    assertThat(Files.readAllLines(lock))
        .hasSize(2)
        .first()
        .isEqualTo(sha256("classes") + "  " + JAR);
    assertThat(TOOL.run("check", lock, repository, pom)).isEqualTo(new JavaProcess(0, ""));
    assertThat(TOOL.run("complete", lock, repository)).isEqualTo(new JavaProcess(0, ""));
  }

  @Test
  void aChangedByteIsOneLineThatNamesTheArtifact() throws Exception {
    put(JAR, "classeS");

    JavaProcess run = TOOL.run("check", lock, repository, pom);

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.output().lines())
        .singleElement()
        .asString()
        .contains("org.one:thing:1.2 (thing-1.2.jar) is not what was locked", sha256("classes"));
  }

  @Test
  void anEmptyRepositoryIsNoFailure() throws Exception {
    assertThat(TOOL.run("check", lock, folder.resolve("empty"), pom).exit()).isZero();
  }

  @Test
  void aVersionInAPomThatIsNotLockedIsNamed() throws Exception {
    Files.writeString(pom, Files.readString(pom).replace("1.2<", "1.3<"));

    JavaProcess run = TOOL.run("check", lock, repository, pom);

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.output()).contains("org.one:thing:1.3 is not locked", "src/build/lock.sh");
  }

  @Test
  void anArtifactBesideTheLockIsNamedInARepositoryOfItsOwn() throws Exception {
    put("org/two/other/3/other-3.jar", "more");

    assertThat(TOOL.run("check", lock, repository, pom).exit()).isZero();
    assertThat(TOOL.run("complete", lock, repository).output())
        .contains("org.two:other:3 (other-3.jar) is not locked");
  }

  @Test
  void whatIsReleasedIsNeverLockedAnew() throws Exception {
    List<String> before = Files.readAllLines(lock);
    put(JAR, "classeS");

    JavaProcess run = TOOL.run("write", lock, repository);

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.output()).contains("org.one:thing:1.2 (thing-1.2.jar)");
    assertThat(Files.readAllLines(lock)).isEqualTo(before);
  }

  @Test
  void aLineThatIsNoChecksumIsNamed() throws Exception {
    Files.writeString(lock, "0123  x.jar\n");

    assertThat(TOOL.run("check", lock, repository).output()).contains("line 1", "0123  x.jar");
  }

  @Test
  void everyVersionInThePomsIsLocked() throws Exception {
    JavaProcess run =
        TOOL.run(
            "check",
            LOCK,
            folder.resolve("empty"),
            "pom.xml",
            "examples/classpath/pom.xml",
            "examples/free/pom.xml",
            "examples/jdk25/pom.xml",
            "examples/modulepath/pom.xml",
            "examples/nested/pom.xml",
            "examples/shaded/pom.xml",
            "spark/pom.xml");

    assertThat(run).isEqualTo(new JavaProcess(0, ""));
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
