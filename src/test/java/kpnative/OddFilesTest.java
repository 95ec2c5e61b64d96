package kpnative;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kpnative.data.NameList;
import kpnative.data.read.DataSpec;
import kpnative.data.rendered.HeadModelFile;
import kpnative.face.YuNet;
import kpnative.image.Channels;
import kpnative.image.ImageReader;
import kpnative.image.Photo;
import kpnative.image.PictureFiles;
import kpnative.infer.DetectorFile;
import kpnative.recipe.RecipeFile;
import kpnative.recipe.Recipes;
import kpnative.testing.OddFiles;
import kpnative.train.MetricsTable;
import kpnative.train.Run;
import kpnative.video.FrameSequences;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.WeightFile;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No reader waits for a pipe, reads a device without end, or fills memory. */
class OddFilesTest {
  @TempDir Path folder;

  /** Reads a file. */
  @FunctionalInterface
  interface Reader {
    void read(Path file) throws Exception;
  }

  static Stream<Named<Reader>> readers() {
    return Stream.of(
        Named.of("picture", file -> ImageReader.read(file, Channels.GRAY).close()),
        Named.of("picture's size", ImageReader::size),
        Named.of("photo", file -> Photo.of(file).image(Channels.COLOR).close()),
        Named.of("face detector", file -> YuNet.load(file).close()),
        Named.of("recipe text", file -> RecipeFile.text(file, "recipe")),
        Named.of("recipe", file -> Recipes.load(file.toString(), List.of())),
        Named.of("weights", WeightFile::read),
        Named.of("metadata", SafetensorsFile::readMetadata),
        Named.of("detector", DetectorFile::read),
        Named.of("names", NameList::read),
        Named.of("head", HeadModelFile::read),
        Named.of("head's checksum", HeadModelFile::isKnown),
        Named.of("metrics", MetricsTable::read),
        Named.of("video", file -> FrameSequences.open(file, 25).close()),
        Named.of("pts", file -> DataSpec.parse("pts:" + file).read()),
        Named.of("asf", file -> DataSpec.parse("asf:" + file).read()),
        Named.of("csv", file -> DataSpec.parse("csv:" + file).read()),
        Named.of("dlib", file -> DataSpec.parse("dlib:" + file).read()),
        Named.of("run", file -> Run.open(file).recipe()));
  }

  @ParameterizedTest
  @MethodSource("readers")
  void whatIsNoFileIsOneLineWithItsName(Reader reader) throws Exception {
    for (Map.Entry<String, Path> odd : OddFiles.in(folder).entrySet()) {
      Path file = odd.getValue();
      if (odd.getKey().equals("a folder") || odd.getKey().equals("at most")) {
        continue; // folders of files are read, and some files may be long: held by InputFileTest
      }
      assertThatThrownBy(() -> reader.read(file))
          .as(odd.getKey())
          .isInstanceOfAny(IOException.class, IllegalArgumentException.class)
          .hasMessageContaining(file.toString())
          .hasMessageNotContaining("\n");
    }
  }

  @ParameterizedTest
  @MethodSource("readers")
  void aTerabyteOfZerosIsRefusedWithoutBeingRead(Reader reader) throws Exception {
    Path file = OddFiles.in(folder).get("at most");
    if (file != null) {
      assertThatThrownBy(() -> reader.read(file))
          .isInstanceOfAny(IOException.class, IllegalArgumentException.class)
          .hasMessageContaining(file.toString());
    }
  }

  @Test
  void aFolderOfOddFilesIsDescribed() throws Exception {
    OddFiles.in(folder);

    assertThatThrownBy(() -> PictureFiles.under(folder))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(folder + ": expected picture files in this folder, got ")
        .hasMessageContaining("2 unreadable");
  }
}
