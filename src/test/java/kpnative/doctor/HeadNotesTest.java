package kpnative.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kpnative.data.rendered.HeadModelFile;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadNotesTest {
  private static final Path KNOWN =
      Path.of("../shared/assets/ict-face-light/ict-face-light.safetensors");

  @TempDir Path folder;

  @Test
  void otherDataHaveNone() throws IOException {
    assertThat(HeadNotes.of(List.of("synthetic:5", "pts:a", "a"))).isEmpty();
  }

  @Test
  void anotherFileIsToldFromTheKnownOneByItsChecksum() throws IOException {
    Path file = Files.writeString(folder.resolve("h.safetensors"), "another");
    assertThat(HeadNotes.of(List.of("synthetic", "rendered:" + file + ":5")))
        .isEqualTo(
            "head %s: not the known file, whose SHA-256 is %s%n", file, HeadModelFile.KNOWN_SHA256);
  }

  @Test
  void aFolderIsOfMeshes() throws IOException {
    assertThat(HeadNotes.of(List.of("rendered:" + folder)))
        .contains(folder + ": a folder of meshes, as ICT-FaceKit ships it");
  }

  @Test
  void theKnownFileIsKnown() throws IOException {
    Assumptions.assumeTrue(Files.isRegularFile(KNOWN), KNOWN + " is absent: nothing to read");
    assertThat(HeadNotes.of(List.of("rendered:" + KNOWN)))
        .contains("the known file, the light model of ICT-FaceKit (MIT licence)");
  }

  @Test
  void anAbsentFileIsNamed() {
    assertThatThrownBy(() -> HeadNotes.of(List.of("rendered:" + folder.resolve("none"))))
        .hasMessage(folder.resolve("none") + ": no such file");
  }
}
