package kpnative.draw;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kpnative.eval.Evaluation;
import kpnative.eval.Prediction;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Visibility;

/**
 * A picture of many faces in a grid, with a caption each and a legend of truth and prediction.
 *
 * <p>Where the machine has no font the sheet is the same size, without its text; {@link
 * #fontProblem} tells.
 *
 * @param title the first line
 * @param overlay draws the keypoints
 * @param sections at least one with a face, from top to bottom
 * @param columns faces a row, at least 1
 * @param tileSide pixels of the longer side of a face, at least 32
 */
public record FaceSheet(
    String title, FaceOverlay overlay, List<Section> sections, int columns, int tileSide) {

  /** The side of a tile where nothing else is asked for, in pixels. */
  public static final int TILE_SIDE = 256;

  private static final int GAP = 12;
  private static final int CAPTION = 24;
  private static final int CAPTION_LINE = 16;
  private static final int HEADING = 34;
  private static final int TITLE = 48;
  private static final Color PAPER = new Color(0xFA, 0xFA, 0xF8);
  private static final Color INK = new Color(0x22, 0x22, 0x22);
  private static final Color FAINT = new Color(0x66, 0x66, 0x66);
  static final Color MOUNT = new Color(0xE4, 0xE4, 0xE0);
  private static final Font TITLE_FONT = new Font(Font.SANS_SERIF, Font.BOLD, 18);
  private static final Font HEADING_FONT = new Font(Font.SANS_SERIF, Font.BOLD, 14);
  private static final Font CAPTION_FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

  /**
   * Faces under one heading.
   *
   * @param heading empty for none
   * @param tiles row by row
   */
  public record Section(String heading, List<FaceTile> tiles) {
    /** Copies the list. */
    public Section {
      tiles = List.copyOf(tiles);
    }
  }

  /** Decodes the photograph of a prediction. */
  @FunctionalInterface
  public interface Photographs {
    /**
     * {@return the photograph}
     *
     * @param index the position of the prediction in its list
     */
    BufferedImage read(int index) throws IOException;
  }

  /** Rejects a sheet without faces, and sizes that nothing can be seen at. */
  public FaceSheet {
    sections = sections.stream().filter(s -> !s.tiles().isEmpty()).toList();
    if (sections.isEmpty()) {
      throw new IllegalArgumentException("a sheet needs at least one face, got 0");
    }
    if (columns < 1 || tileSide < 32) {
      throw new IllegalArgumentException(
          "a sheet needs at least 1 column and tiles of 32 pixels, got "
              + columns
              + " and "
              + tileSide);
    }
  }

  /** {@return a sheet of one section in tiles of the usual size} */
  public static FaceSheet of(String title, FaceOverlay overlay, List<FaceTile> tiles, int columns) {
    return new FaceSheet(title, overlay, List.of(new Section("", tiles)), columns, TILE_SIDE);
  }

  /**
   * {@return the faces with the smallest and the largest errors, as the network saw them}
   *
   * @param indices which keypoints are predicted
   * @param evaluation of these predictions
   * @param photographs asked only for the faces that are shown
   * @param each how many of the best, and of the worst; no face is in both
   * @throws IOException if a photograph cannot be read
   */
  public static FaceSheet bestAndWorst(
      KeypointSchema schema,
      int[] indices,
      Evaluation evaluation,
      List<Prediction> predictions,
      Photographs photographs,
      int each)
      throws IOException {
    List<Integer> order = evaluation.bestFirst();
    int n = order.size();
    if (n != predictions.size()) {
      throw new IllegalArgumentException(
          "an evaluation of " + n + " faces does not belong to " + predictions.size());
    }
    int best = Math.min(each, (n + 1) / 2);
    int worst = Math.min(each, n - best);
    List<List<FaceTile>> tiles = List.of(new ArrayList<>(), new ArrayList<>());
    for (int rank = 0; rank < n; rank++) {
      if (rank < best || rank >= n - worst) {
        int i = order.get(rank);
        Prediction p = predictions.get(i);
        tiles
            .get(rank < best ? 0 : 1)
            .add(
                FaceTile.seenByNetwork(
                    photographs.read(i),
                    p,
                    indices,
                    percent(evaluation.perFace().get(i)) + "  " + fileName(p.name())));
      }
    }
    double mean = evaluation.perFace().stream().mapToDouble(d -> d).average().orElse(Double.NaN);
    return new FaceSheet(
        String.format(
            Locale.ROOT, "%d faces, mean NME %s (%s)", n, percent(mean), evaluation.normaliser()),
        FaceOverlay.of(schema, indices),
        List.of(
            new Section("Smallest errors", tiles.get(0)),
            new Section("Largest errors", tiles.get(1))),
        4,
        TILE_SIDE);
  }

  /** {@return why sheets have no text on this machine, in one line; empty where they have} */
  public static Optional<String> fontProblem() {
    return Lettering.problem();
  }

  /** {@return the sheet as a picture} */
  public BufferedImage draw() {
    BufferedImage out = new BufferedImage(width(), height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D g = out.createGraphics();
    try {
      g.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      g.setColor(PAPER);
      g.fillRect(0, 0, out.getWidth(), out.getHeight());
      int legend = legend(g);
      Lettering.draw(g, title, INK, TITLE_FONT, GAP, 32, legend - 2 * GAP);
      int y = TITLE;
      for (Section s : sections) {
        y = section(g, s, y);
      }
    } finally {
      g.dispose();
    }
    return out;
  }

  /**
   * Draws the sheet into a PNG file, see {@link PngFile#write}.
   *
   * @throws IOException with the path, if it cannot be written
   */
  public void write(Path png) throws IOException {
    PngFile.write(draw(), png);
  }

  /** {@return the picture's width in pixels} */
  public int width() {
    return GAP + columns * (tileSide + GAP);
  }

  /** {@return the picture's height in pixels} */
  public int height() {
    int height = TITLE + GAP;
    for (Section s : sections) {
      height += heading(s) + rows(s) * (tileSide + caption(s));
    }
    return height;
  }

  private int section(Graphics2D g, Section s, int top) {
    Lettering.draw(g, s.heading(), INK, HEADING_FONT, GAP, top + 22, width() - 2 * GAP);
    int y = top + heading(s);
    for (int i = 0; i < s.tiles().size(); i++) {
      int x = GAP + i % columns * (tileSide + GAP);
      tile(g, s.tiles().get(i), x, y + i / columns * (tileSide + caption(s)));
    }
    return y + rows(s) * (tileSide + caption(s));
  }

  private void tile(Graphics2D g, FaceTile t, int x, int y) {
    g.setColor(MOUNT);
    g.fillRect(x, y, tileSide, tileSide);
    double w = t.picture().getWidth();
    double h = t.picture().getHeight();
    double scale = tileSide / Math.max(w, h);
    int width = (int) Math.max(1, Math.round(w * scale));
    int height = (int) Math.max(1, Math.round(h * scale));
    Rectangle target =
        new Rectangle(x + (tileSide - width) / 2, y + (tileSide - height) / 2, width, height);
    overlay.paint(g, t.picture(), target, t.truth(), t.predicted(), t.visibility());
    int baseline = y + tileSide + 16;
    for (String line : t.caption().split("\n")) {
      Lettering.draw(g, line, FAINT, CAPTION_FONT, x, baseline, tileSide);
      baseline += CAPTION_LINE;
    }
  }

  /** Draws what the sheet has of truth and prediction, at the right; returns where it begins. */
  private int legend(Graphics2D g) {
    int x = width() - GAP;
    if (Lettering.problem().isPresent()) {
      return x;
    }
    if (shows(false)) {
      x = entry(g, "prediction", FaceOverlay.PREDICTION, true, Visibility.VISIBLE, x);
    }
    if (shows(Visibility.OUTSIDE)) {
      x = entry(g, "outside", FaceOverlay.TRUTH, false, Visibility.OUTSIDE, x);
    }
    if (shows(Visibility.HIDDEN)) {
      x = entry(g, "hidden", FaceOverlay.TRUTH, false, Visibility.HIDDEN, x);
    }
    if (shows(true)) {
      x = entry(g, "truth", FaceOverlay.TRUTH, false, Visibility.VISIBLE, x);
    }
    return x;
  }

  private boolean shows(boolean truth) {
    return sections.stream()
        .flatMap(s -> s.tiles().stream())
        .anyMatch(t -> (truth ? t.truth() : t.predicted()) != null);
  }

  private boolean shows(Visibility visibility) {
    return sections.stream()
        .flatMap(s -> s.tiles().stream())
        .anyMatch(t -> t.visibility().contains(visibility));
  }

  private static int entry(
      Graphics2D g, String name, Color color, boolean filled, Visibility visibility, int right) {
    int x = right - Lettering.width(g, name, CAPTION_FONT);
    Lettering.draw(g, name, INK, CAPTION_FONT, x, 31, right - x);
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

  private static int heading(Section s) {
    return s.heading().isEmpty() ? 0 : HEADING;
  }

  private static int caption(Section s) {
    boolean two = s.tiles().stream().anyMatch(t -> t.caption().contains("\n"));
    return two ? CAPTION + CAPTION_LINE : CAPTION;
  }

  private int rows(Section s) {
    return (s.tiles().size() + columns - 1) / columns;
  }

  private static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * fraction);
  }

  private static String fileName(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
