package kpnative.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VersionTest {
  @Test
  void itIsTheProjectsOwn() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));

    assertThat(pom).contains("<version>" + Version.current() + "</version>\n  <name>kp-native<");
  }

  @Test
  void theModelInTheJarSaysWhichVersionTrainedIt() throws IOException {
    BuiltInModel model = new BuiltInModel(BuiltInModel.class::getResource, Optional.empty());
    assumeTrue(model.isPresent(), "a build without a model");

    assertThat(model.read().spec().version()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
  }
}
