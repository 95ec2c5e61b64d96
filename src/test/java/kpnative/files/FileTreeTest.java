package kpnative.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of others that cannot be listed, such as {@code lost+found}, ends nothing else. */
class FileTreeTest {
  @TempDir Path root;

  @BeforeEach
  void makeFolders() throws IOException {
    for (String folder : List.of("a", "closed", "z")) {
      Files.writeString(Files.createDirectories(root.resolve(folder)).resolve("f.txt"), "");
    }
  }

  /** Root may list everything, so that a folder's rights do not make one. */
  private List<Path> list(Path folder) throws IOException {
    if (folder.endsWith("closed")) {
      throw new IOException(FileNames.text(folder) + ": cannot be listed: permission denied");
    }
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.toList();
    }
  }

  @Test
  void itIsGivenItselfAmongWhatIsNotAFile() throws IOException {
    assertThat(FileTree.allUnder(root, this::list))
        .containsExactly(root.resolve("a/f.txt"), root.resolve("closed"), root.resolve("z/f.txt"));
  }

  @Test
  void whoWantsFilesOnlyIsToldWhich() {
    assertThatThrownBy(() -> FileTree.under(root, this::list))
        .isInstanceOf(IOException.class)
        .hasMessage(root.resolve("closed") + ": cannot be listed: permission denied");
  }

  @Test
  void theFolderThatIsAskedForMustBeListed() {
    assertThatThrownBy(() -> FileTree.allUnder(root.resolve("closed"), this::list))
        .hasMessageContaining("cannot be listed");
  }
}
