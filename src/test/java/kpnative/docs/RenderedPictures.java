package kpnative.docs;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import kpnative.data.rendered.HeadModel;
import kpnative.data.rendered.HeadModelFile;
import kpnative.data.rendered.Ingredient;
import kpnative.data.rendered.Ingredients;
import kpnative.data.rendered.LabelPlaces;
import kpnative.data.rendered.RenderedFaces;
import kpnative.data.rendered.RenderedPicture;
import kpnative.draw.FaceOverlay;
import kpnative.draw.PngFile;
import kpnative.keypoints.KeypointSchema;

/** Draws the guide's pictures of rendered faces. */
public final class RenderedPictures {
  private static final int GAP = 4;
  private static final long SEED = 3;

  private RenderedPictures() {}

  /**
   * Writes a sheet of faces with their points, or one of the same faces without each ingredient.
   *
   * @param args the head; the PNG file; the columns, the rows (0 for the ingredients) and the side
   *     of a tile in pixels
   */
  public static void main(String[] args) throws IOException {
    HeadModel head = HeadModelFile.read(Path.of(args[0]));
    int columns = Integer.parseInt(args[2]);
    int rows = Integer.parseInt(args[3]);
    int side = Integer.parseInt(args[4]);
    BufferedImage sheet =
        rows == 0 ? ingredients(head, columns, side) : faces(head, columns, rows, side);
    if (columns * rows > 50) {
      PngFile.write(sheet, Path.of(args[1])); // to be looked at
    } else {
      SmallPng.write(sheet, Path.of(args[1]));
    }
  }

  private static BufferedImage faces(HeadModel head, int columns, int rows, int side) {
    RenderedFaces faces = RenderedFaces.of(head, SEED, LabelPlaces.PEOPLE);
    BufferedImage sheet = sheet(columns * (side + GAP) - GAP, rows * (side + GAP) - GAP);
    Graphics2D g = sheet.createGraphics();
    FaceOverlay overlay = FaceOverlay.of(KeypointSchema.IBUG68);
    for (int i = 0; i < columns * rows; i++) {
      RenderedPicture face = faces.render(i);
      overlay.paint(
          g,
          face.picture(),
          new Rectangle(i % columns * (side + GAP), i / columns * (side + GAP), side, side),
          null,
          face.keypoints(),
          List.of());
    }
    g.dispose();
    return sheet;
  }

  private static BufferedImage ingredients(HeadModel head, int columns, int side) {
    List<Ingredients> kinds = new ArrayList<>(List.of(Ingredients.ALL));
    Arrays.stream(Ingredient.values()).forEach(i -> kinds.add(new Ingredients(Set.of(i))));
    int label = 150;
    BufferedImage sheet = sheet(label + columns * (side + GAP), kinds.size() * (side + GAP) - GAP);
    Graphics2D g = sheet.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 17));
    for (int row = 0; row < kinds.size(); row++) {
      int top = row * (side + GAP);
      String without = kinds.get(row).words();
      g.setColor(Color.BLACK);
      g.drawString(without.isEmpty() ? "all" : "- " + without, 6, top + side / 2);
      RenderedFaces faces = RenderedFaces.of(head, SEED, LabelPlaces.PEOPLE, kinds.get(row));
      for (int i = 0; i < columns; i++) {
        BufferedImage face = faces.render(i).picture();
        int most = Math.min(face.getWidth(), face.getHeight());
        BufferedImage square =
            face.getSubimage(
                (face.getWidth() - most) / 2, (face.getHeight() - most) / 2, most, most);
        g.drawImage(square, label + i * (side + GAP), top, side, side, null);
      }
    }
    g.dispose();
    return sheet;
  }

  private static BufferedImage sheet(int width, int height) {
    BufferedImage sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    Graphics2D g = sheet.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, width, height);
    g.dispose();
    return sheet;
  }
}
