package kpnative.predict;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import kpnative.chip.ChipShape;
import kpnative.draw.PngFile;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.files.OutputFiles;
import kpnative.find.SearchedPhoto;
import kpnative.image.DecodedPhoto;
import kpnative.infer.Face;

/** Writes each face's chip: {@code NAME-face-0.png} and on, from left to right. */
final class ChipFiles implements PictureOutput {
  private final Path folder;
  private final ChipShape shape;
  private final OutputFiles files;

  /**
   * Chips in a folder.
   *
   * @param folder exists
   */
  ChipFiles(Path folder, ChipShape shape, OutputFiles files) {
    this.folder = folder;
    this.shape = shape;
    this.files = files;
  }

  @Override
  public void write(Path file, DecodedPhoto photo, SearchedPhoto found) throws IOException {
    for (int i = 0; i < found.faces().size(); i++) {
      Face face = found.faces().get(i);
      Optional<BufferedImage> chip = face.chip(photo, shape);
      if (chip.isEmpty()) {
        throw new IOException(
            "no chips: " + face.schema().name() + " lacks eyes, nose or mouth as iBUG's points");
      }
      String name = files.chosen(folder, FileTree.stemOf(file) + "-face-" + i, ".png");
      PngFile.write(chip.get(), FileNames.in(folder, name + ".png"));
    }
  }
}
