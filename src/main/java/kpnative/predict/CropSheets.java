package kpnative.predict;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import kpnative.checks.ItemFailure;
import kpnative.checks.Reason;
import kpnative.draw.FaceOverlay;
import kpnative.draw.FaceSheet;
import kpnative.draw.FaceTile;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.files.OutputFiles;
import kpnative.infer.Face;

/** Sheets of enlarged faces, {@code faces.png} and on, a file whenever one is full. */
final class CropSheets {
  private static final int MOST = 48; // faces of a sheet
  private static final int COLUMNS = 6;

  private final Path folder;
  private final OutputFiles files;
  private final FaceOverlay overlay;
  private final List<FaceTile> tiles = new ArrayList<>();
  private int sheets;

  CropSheets(Path folder, OutputFiles files, FaceOverlay overlay) {
    this.folder = folder;
    this.files = files;
    this.overlay = overlay;
  }

  /**
   * Adds the faces of a picture. A sheet that is full and cannot be written is a failure of its
   * own: it holds faces of other pictures, too.
   *
   * @param photograph the picture's pixels
   * @param failed receives it
   */
  void add(Path picture, BufferedImage photograph, List<Face> faces, Consumer<ItemFailure> failed) {
    for (int i = 0; i < faces.size(); i++) {
      Face face = faces.get(i);
      double confidence = face.confidence();
      String caption = FileTree.nameOf(picture) + "\nface " + i;
      if (!Double.isNaN(confidence)) {
        caption += String.format(Locale.ROOT, ", confidence %.2f", confidence);
      }
      tiles.add(
          FaceTile.closeUp(
                  photograph, face.keypoints(), face.extent(), FaceSheet.TILE_SIDE, caption)
              .with(face.shown()));
      if (tiles.size() == MOST) {
        write(failed);
      }
    }
  }

  /** Writes the faces that are left, if any, as {@link #add} writes a full sheet. */
  void write(Consumer<ItemFailure> failed) {
    if (tiles.isEmpty()) {
      return;
    }
    List<FaceTile> full = List.copyOf(tiles);
    tiles.clear();
    String title =
        String.format(
            Locale.ROOT, "Faces %d to %d", sheets * MOST + 1, sheets * MOST + full.size());
    sheets++;
    Path png = folder.resolve(files.chosen(folder, "faces", ".png") + ".png");
    try {
      FaceSheet.of(title, overlay, full, Math.min(COLUMNS, full.size())).write(png);
    } catch (Throwable e) {
      ItemFailure why = ItemFailure.of(FileNames.text(png), e);
      String reason = title + " are on no sheet: " + Reason.of(why.thrown());
      failed.accept(ItemFailure.of(FileNames.text(png), new IOException(reason, why.thrown())));
    }
  }
}
