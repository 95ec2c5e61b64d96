package kpnative.data.write;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import javax.imageio.ImageIO;
import kpnative.data.annotation.AnnotatedPicture;
import kpnative.data.annotation.AnnotationSet;
import kpnative.data.annotation.FaceAnnotation;
import kpnative.data.annotation.MarkedPoint;
import kpnative.data.annotation.PointLayout;
import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.keypoints.Edge;
import kpnative.keypoints.PointState;

/** Annotation sets with all that a set may have, drawn by a seed, and their pictures. */
final class RandomSets {
  private static final List<String> NAMES =
      List.of(
          "nose",
          "left eye",
          "chin, middle",
          "œil <droit>",
          "brow & lid",
          "p2",
          "p10",
          "a\"b",
          "x",
          "y",
          "=1+1",
          "'=1+1",
          "-left",
          "two\nlines");
  private static final List<String> PICTURES =
      List.of(
          "a.png",
          "b c.png",
          "deeper/d+e%20.png",
          "=1+1.png",
          " outer .png",
          "back\\slash.png",
          "two\nlines, or\n\"more\".png",
          // java.nio.file has no names beyond ASCII under LC_ALL=C
          Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode('ü')
              ? "deeper/ü.png"
              : "deeper/u.png",
          "images/f.png");

  private final Random random;
  private final Path root;

  RandomSets(long seed, Path root) {
    this.random = new Random(seed);
    this.root = root;
  }

  AnnotationSet next() throws IOException {
    List<PointLayout> layouts = new ArrayList<>();
    layouts.add(layout("face"));
    if (random.nextInt(3) == 0) {
      layouts.add(layout("baby's face"));
    }
    List<AnnotatedPicture> pictures = new ArrayList<>();
    for (String name : PICTURES) {
      Size size = new Size(20 + random.nextInt(30), 20 + random.nextInt(30));
      Path file = root.resolve(name);
      Files.createDirectories(file.getParent());
      ImageIO.write(
          new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_BYTE_GRAY),
          "png",
          file.toFile());
      List<FaceAnnotation> faces = new ArrayList<>();
      for (int n = random.nextInt(4); n > 0; n--) {
        int layout = random.nextInt(layouts.size());
        faces.add(face(layout, layouts.get(layout).count(), size, faces.size()));
      }
      pictures.add(new AnnotatedPicture(name, Optional.of(file), Optional.of(size), faces));
    }
    return new AnnotationSet(layouts, pictures);
  }

  private PointLayout layout(String name) {
    int count = 1 + random.nextInt(NAMES.size());
    List<String> names = new ArrayList<>(NAMES);
    Collections.shuffle(names, random);
    PointLayout layout =
        random.nextInt(3) == 0
            ? PointLayout.unnamed(name, count)
            : PointLayout.of(name, names.subList(0, count));
    List<Edge> edges = new ArrayList<>();
    for (int i = 1; i < count; i += 2) {
      edges.add(new Edge(i - 1, i));
    }
    List<Integer> mirror = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      mirror.add(i < count / 2 * 2 ? i ^ 1 : i);
    }
    return layout.withEdges(edges).withMirror(Optional.of(mirror));
  }

  private FaceAnnotation face(int layout, int count, Size size, int number) {
    boolean complete = random.nextBoolean();
    boolean said = random.nextBoolean();
    List<MarkedPoint> points = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      PointState state = said ? PointState.values()[1 + random.nextInt(2)] : PointState.UNKNOWN;
      points.add(
          complete || random.nextInt(3) > 0
              ? new MarkedPoint(place(size.width()), place(size.height()), state)
              : MarkedPoint.ABSENT);
    }
    double left = place(size.width());
    double top = place(size.height());
    Optional<Box> box =
        random.nextBoolean()
            ? Optional.of(new Box(left, top, left + 1 + 0.25 * random.nextInt(40), top + 3))
            : Optional.empty();
    Optional<String> id =
        random.nextInt(4) == 0 ? Optional.of("face " + (char) ('A' + number)) : Optional.empty();
    OptionalDouble score =
        random.nextInt(5) == 0 ? OptionalDouble.of(0.75) : OptionalDouble.empty();
    return new FaceAnnotation(layout, points, box, id, score, "made");
  }

  /** Some points lie outside the picture, some at whole pixels. */
  private double place(int side) {
    double place = side * (1.2 * random.nextDouble() - 0.1);
    return random.nextInt(4) == 0 ? Math.rint(place) : Math.rint(place * 1000) / 1000;
  }
}
