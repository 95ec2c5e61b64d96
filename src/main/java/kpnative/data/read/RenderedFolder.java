package kpnative.data.read;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import kpnative.data.rendered.RenderedFaces;
import kpnative.data.rendered.RenderedPicture;
import kpnative.files.AtomicFile;

/**
 * A folder of rendered faces as pictures, with all that is known of them: {@code points.csv}, which
 * {@code csv:} reads; {@code poses.tsv}, the head's angles and which points are visible; and, if
 * asked for, {@code masks/} with a grey picture of each head's own skin, eyes and mouth.
 */
public final class RenderedFolder {
  /** The keypoints, a row a picture. */
  public static final String POINTS = "points.csv";

  /** The poses, a row a picture; not .csv, so that nothing takes it for keypoints. */
  public static final String POSES = "poses.tsv";

  /** The most faces of one folder. */
  public static final int MOST = 1_000_000;

  private static final int TOGETHER = 64; // rendered on all cores before a stop is looked at

  private final Path folder;
  private final boolean masks;

  /**
   * A folder, which need not exist yet.
   *
   * @param masks whether masks are written
   */
  public RenderedFolder(Path folder, boolean masks) {
    this.folder = folder;
    this.masks = masks;
  }

  /** {@return the files that are written for so many faces; the tables are the first two} */
  public List<Path> files(int count) {
    List<Path> all = new ArrayList<>(List.of(folder.resolve(POINTS), folder.resolve(POSES)));
    for (int i = 0; i < count; i++) {
      all.add(picture(i));
      if (masks) {
        all.add(mask(i));
      }
    }
    return all;
  }

  /**
   * Writes the first faces on all cores: pictures, then tables of those that are there.
   *
   * @param count 1 to {@value #MOST}
   * @param stop asked now and then; when true, the rest is left out
   * @return how many were written
   * @throws IOException if a file cannot be written
   */
  public int write(RenderedFaces faces, int count, BooleanSupplier stop) throws IOException {
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException("expected 1 to " + MOST + " faces, got " + count);
    }
    Files.createDirectories(masks ? folder.resolve("masks") : folder);
    StringBuilder points = new StringBuilder("file");
    StringBuilder poses = new StringBuilder("file\tyaw\tpitch\troll");
    for (int k = 0; k < RenderedFaces.KEYPOINTS; k++) {
      points.append(",x").append(k).append(",y").append(k);
      poses.append("\tvisible").append(k);
    }
    int done = 0;
    while (done < count && !stop.getAsBoolean()) {
      int end = Math.min(count, done + TOGETHER);
      for (Row row : rows(faces, done, end)) {
        points.append('\n').append(row.points);
        poses.append('\n').append(row.pose);
      }
      done = end;
    }
    text(folder.resolve(POINTS), points);
    text(folder.resolve(POSES), poses);
    return done;
  }

  /** The lines of one face. */
  private record Row(String points, String pose) {}

  private List<Row> rows(RenderedFaces faces, int from, int to) throws IOException {
    try {
      return IntStream.range(from, to).parallel().mapToObj(i -> row(faces, i)).toList();
    } catch (UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private Row row(RenderedFaces faces, int index) {
    RenderedPicture face = faces.render(index);
    try {
      png(picture(index), face.picture());
      if (masks) {
        png(mask(index), maskPicture(face));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    StringBuilder points = new StringBuilder(name(index));
    for (double coordinate : face.keypoints().toArray()) {
      points.append(String.format(Locale.ROOT, ",%.3f", coordinate));
    }
    StringBuilder pose = new StringBuilder(name(index));
    for (double angle : new double[] {face.pose().yaw(), face.pose().pitch(), face.pose().roll()}) {
      pose.append(String.format(Locale.ROOT, "\t%.3f", Math.toDegrees(angle)));
    }
    for (boolean visible : face.visible()) {
      pose.append(visible ? "\t1" : "\t0");
    }
    return new Row(points.toString(), pose.toString());
  }

  private static BufferedImage maskPicture(RenderedPicture face) {
    int width = face.picture().getWidth();
    int height = face.picture().getHeight();
    BufferedImage mask = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    mask.getRaster().setDataElements(0, 0, width, height, face.mask());
    return mask;
  }

  private static void png(Path file, BufferedImage picture) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", bytes);
    AtomicFile.write(file, bytes::writeTo);
  }

  private static void text(Path file, StringBuilder lines) throws IOException {
    byte[] bytes = lines.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file, out -> out.write(bytes));
  }

  private static String name(int index) {
    return String.format(Locale.ROOT, "face-%06d.png", index);
  }

  private Path picture(int index) {
    return folder.resolve(name(index));
  }

  private Path mask(int index) {
    return folder.resolve("masks").resolve(name(index));
  }
}
