package kpnative.data.read;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import kpnative.data.Scene;
import kpnative.data.SceneFace;
import kpnative.files.AppendedFile;
import kpnative.files.AtomicFile;
import kpnative.files.FileTree;
import kpnative.geometry.Point;

/**
 * Writes scenes to a folder that {@link SceneFolder} reads: a scene's faces, then its picture, so
 * that after a kill no picture lacks its faces.
 */
public final class SceneFolderWriter {
  private static final float QUALITY = 0.95f; // of JPEG: a training adds its own losses

  private final Path folder;

  /**
   * A writer to a folder.
   *
   * @throws IOException if it cannot be made
   */
  public SceneFolderWriter(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder);
    Path table = folder.resolve(SceneFolder.TABLE);
    if (!Files.exists(table)) {
      AppendedFile.append(table, SceneFolder.HEADER);
    }
  }

  /** {@return whether the scene with this index has been written} */
  public boolean has(long index) {
    return Files.exists(picture(index));
  }

  /**
   * Writes a scene.
   *
   * @param index names it
   * @throws IOException if the folder cannot be written
   */
  public void write(long index, Scene scene) throws IOException {
    Path file = picture(index);
    byte[] jpeg = jpeg(scene.picture());
    StringBuilder rows = new StringBuilder();
    for (SceneFace face : scene.faces()) {
      rows.append(rows.length() == 0 ? "" : "\n").append(FileTree.nameOf(file));
      number(rows, face.box().left());
      number(rows, face.box().top());
      number(rows, face.box().right());
      number(rows, face.box().bottom());
      number(rows, face.visible());
      for (Point mark : face.marks()) {
        number(rows, mark.x());
        number(rows, mark.y());
      }
    }
    if (rows.length() > 0) {
      AppendedFile.append(folder.resolve(SceneFolder.TABLE), rows.toString());
    }
    AtomicFile.write(file, out -> out.write(jpeg));
  }

  private Path picture(long index) {
    return folder.resolve(String.format(Locale.ROOT, "%08d.jpg", index));
  }

  private static void number(StringBuilder row, double value) {
    row.append(String.format(Locale.ROOT, ",%.2f", value));
  }

  private static byte[] jpeg(BufferedImage picture) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam settings = writer.getDefaultWriteParam();
      settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      settings.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(picture, null, null), settings);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
