package kpnative.video;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameSequencesTest {
  @TempDir Path temp;

  @Test
  void framesOfAFolderAreInTheOrderOfTheirNumbers() throws IOException {
    BufferedImage picture = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    for (String name : List.of("f10.png", "f9.png", "f0011.png")) {
      ImageIO.write(picture, "png", temp.resolve(name).toFile());
    }
    List<String> names = new ArrayList<>();
    try (FrameSequence frames = FrameSequences.open(temp, 10)) {
      for (Optional<FrameSequence.Frame> f = frames.next(); f.isPresent(); f = frames.next()) {
        names.add(Path.of(f.get().photo().name()).getFileName() + " " + f.get().seconds());
      }
    }

    assertThat(names).containsExactly("f9.png 0.0", "f10.png 0.1", "f0011.png 0.2");
  }
}
