package kpnative.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import kpnative.geometry.Box;
import kpnative.keypoints.Keypoints;

/**
 * One face that peers are measured on. All in the picture's pixels, whole numbers at centres.
 *
 * @param test whether it is measured; a face that isn't tells where a peer wants its boxes, and
 *     where it puts points by convention
 * @param picture a PPM file
 * @param truth 68 points
 * @param found the built-in finder's box; empty where it found none
 */
record PeerFace(boolean test, Path picture, Keypoints truth, Optional<Box> found) {
  private static final String FILE = "faces.tsv";

  /** {@return what {@link #write} wrote} */
  static List<PeerFace> read(Path folder) throws IOException {
    List<PeerFace> faces = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(FILE))) {
      String[] words = line.split("\t", -1);
      double[] xy = numbers(words[2]);
      faces.add(
          new PeerFace(
              words[0].equals("test"),
              Path.of(words[1]),
              Keypoints.of(xy),
              words[3].isEmpty() ? Optional.empty() : Optional.of(box(numbers(words[3])))));
    }
    return faces;
  }

  static void write(Path folder, List<PeerFace> faces) throws IOException {
    Files.write(folder.resolve(FILE), faces.stream().map(PeerFace::line).toList());
  }

  private String line() {
    return String.join(
        "\t",
        test ? "test" : "other",
        picture.toString(),
        text(truth.toArray()),
        found.map(b -> text(b.left(), b.top(), b.right(), b.bottom())).orElse(""));
  }

  private static Box box(double[] sides) {
    return new Box(sides[0], sides[1], sides[2], sides[3]);
  }

  /** {@return numbers with blanks between them} */
  static double[] numbers(String text) {
    return Arrays.stream(text.trim().split(" +", -1)).mapToDouble(Double::parseDouble).toArray();
  }

  /** {@return numbers with blanks between them} */
  static String text(double... numbers) {
    return DoubleStream.of(numbers)
        .mapToObj(n -> String.format(Locale.ROOT, "%.3f", n))
        .collect(Collectors.joining(" "));
  }
}
