package kpnative.draw;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.util.List;
import kpnative.keypoints.Visibility;

/** The legend of a sheet of faces: ground truth (visible, hidden, outside) and predictions. */
final class SheetLegend {
  /** The colour of a sheet's text. */
  static final Color INK = new Color(0x22, 0x22, 0x22);

  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

  private SheetLegend() {}

  /**
   * Draws an entry for each kind of mark on the tiles, if the machine has a font.
   *
   * @param words what rings and dots are called
   * @param right x of the legend's right edge
   * @return x of the legend's left edge
   */
  static int draw(Graphics2D g, MarkWords words, List<FaceTile> tiles, int right) {
    int x = right;
    if (Lettering.problem().isPresent()) {
      return x;
    }
    if (shows(tiles, false)) {
      x = entry(g, words.predicted(), FaceOverlay.PREDICTION, true, Visibility.VISIBLE, x);
    }
    if (shows(tiles, Visibility.OUTSIDE)) {
      x = entry(g, "outside", FaceOverlay.TRUTH, false, Visibility.OUTSIDE, x);
    }
    if (tiles.stream().anyMatch(t -> t.truth() == null && hides(t))) {
      x = entry(g, "hidden", FaceOverlay.PREDICTION, false, Visibility.VISIBLE, x);
    }
    if (tiles.stream().anyMatch(t -> t.truth() != null && hides(t))) {
      x = entry(g, "hidden", FaceOverlay.TRUTH, false, Visibility.HIDDEN, x);
    }
    if (shows(tiles, true)) {
      x = entry(g, words.truth(), FaceOverlay.TRUTH, false, Visibility.VISIBLE, x);
    }
    return x;
  }

  private static boolean shows(List<FaceTile> tiles, boolean truth) {
    return tiles.stream().anyMatch(t -> (truth ? t.truth() : t.predicted()) != null);
  }

  private static boolean shows(List<FaceTile> tiles, Visibility visibility) {
    return tiles.stream().anyMatch(t -> t.visibility().contains(visibility));
  }

  private static boolean hides(FaceTile tile) {
    return tile.visibility().contains(Visibility.HIDDEN);
  }

  private static int entry(
      Graphics2D g, String name, Color color, boolean filled, Visibility visibility, int right) {
    int x = right - Lettering.width(g, name, FONT);
    Lettering.draw(g, name, INK, FONT, x, 31, right - x);
    Shape dot = FaceOverlay.mark(visibility, x - 11.5, 26.5, 4.5);
    g.setColor(INK);
    g.setStroke(new BasicStroke(filled ? 1.5f : 4f));
    g.draw(dot);
    g.setColor(color);
    g.setStroke(new BasicStroke(2.2f));
    if (filled) {
      g.fill(dot);
    } else {
      g.draw(dot);
    }
    return x - 32;
  }
}
