package kpnative.draw;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A grid of faces, each with a caption, and a legend for ground truth and predictions.
 *
 * <p>If the machine has no font, the sheet has the same size but no text; {@link #fontProblem}
 * gives the reason.
 *
 * @param title the first line
 * @param overlay draws the keypoints
 * @param sections at least one with a face, from top to bottom
 * @param columns faces per row, at least 1
 * @param tileSide pixels of the longer side of a face, at least 32
 * @param legend what rings and dots are called
 */
public record FaceSheet(
    String title,
    FaceOverlay overlay,
    List<Section> sections,
    int columns,
    int tileSide,
    MarkWords legend) {

  /** The default side of a tile in pixels. */
  public static final int TILE_SIDE = 256;

  private static final int GAP = 12;
  private static final int CAPTION = 24;
  private static final int CAPTION_LINE = 16;
  private static final int HEADING = 34;
  private static final int TITLE = 48;
  private static final Color PAPER = new Color(0xFA, 0xFA, 0xF8);
  private static final Color FAINT = new Color(0x66, 0x66, 0x66);
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

  /** A sheet of annotations and what a detector finds. */
  public FaceSheet(
      String title, FaceOverlay overlay, List<Section> sections, int columns, int tileSide) {
    this(title, overlay, sections, columns, tileSide, MarkWords.MEASURED);
  }

  /** Rejects a sheet without faces, and tiles too small to show anything. */
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

  /** {@return a sheet of one section, with tiles of the default size} */
  public static FaceSheet of(String title, FaceOverlay overlay, List<FaceTile> tiles, int columns) {
    return new FaceSheet(title, overlay, List.of(new Section("", tiles)), columns, TILE_SIDE);
  }

  /** {@return why sheets have no text on this machine, in one line; empty if they have text} */
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
      int left = SheetLegend.draw(g, legend, tiles(), width() - GAP);
      Lettering.draw(g, title, SheetLegend.INK, TITLE_FONT, GAP, 32, left - 2 * GAP);
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
    Lettering.draw(g, s.heading(), SheetLegend.INK, HEADING_FONT, GAP, top + 22, width() - 2 * GAP);
    int y = top + heading(s);
    for (int i = 0; i < s.tiles().size(); i++) {
      int x = GAP + i % columns * (tileSide + GAP);
      tile(g, s.tiles().get(i), x, y + i / columns * (tileSide + caption(s)));
    }
    return y + rows(s) * (tileSide + caption(s));
  }

  private void tile(Graphics2D g, FaceTile t, int x, int y) {
    g.setColor(FaceTile.MOUNT);
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

  private List<FaceTile> tiles() {
    return sections.stream().flatMap(s -> s.tiles().stream()).toList();
  }

  private static int heading(Section s) {
    return s.heading().isEmpty() ? 0 : HEADING;
  }

  private static int caption(Section s) {
    boolean hasTwoLines = s.tiles().stream().anyMatch(t -> t.caption().contains("\n"));
    return hasTwoLines ? CAPTION + CAPTION_LINE : CAPTION;
  }

  private int rows(Section s) {
    return (s.tiles().size() + columns - 1) / columns;
  }
}
