package kpnative.groups;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import kpnative.find.FaceKeypoints;
import kpnative.find.FindOptions;
import kpnative.geometry.Box;
import kpnative.image.Image;
import kpnative.image.ImageReader;
import kpnative.image.Photo;
import kpnative.image.PictureFiles;
import kpnative.infer.BuiltInModel;
import kpnative.infer.DetectorFile;
import kpnative.infer.DetectorOptions;
import kpnative.infer.Face;
import kpnative.infer.KeypointDetector;
import kpnative.natives.NativeThreads;

/**
 * How detectors' answers differ between people, measured without any annotated point: how far they
 * move when the picture changes in ways that the face does not, how far two detectors are apart,
 * how sure they are, and which faces the built-in finder does not find. By age, sex and group,
 * which the pictures' names tell. {@code benchmarks/groups.sh} has the command.
 *
 * <p>Arguments: the folder; a number N, by which every Nth face is taken; weights of two detectors
 * of 68 points, {@code builtin:NAME} or files.
 */
public final class GroupMeasurement {
  private static final double SAME = 0.2; // least overlap of a found box with the picture's middle
  private static final double MIDDLE = 0.7; // of the picture: about where such pictures' faces are
  private static final int REPORT = 500; // faces between two lines of progress

  private GroupMeasurement() {}

  /** Measures and prints. */
  public static void main(String[] args) throws IOException {
    NativeThreads.set(1);
    List<GroupFace> faces = faces(Path.of(args[0]), Integer.parseInt(args[1]));
    int count = faces.size();
    List<Stability[]> answers = List.of(new Stability[count], new Stability[count]);
    double[] lost = new double[count];
    AtomicInteger done = new AtomicInteger();
    try (FaceKeypoints finder =
            FaceKeypoints.builtIn(FindOptions.DEFAULT.withPasses(1).withMostFaces(5));
        KeypointDetector first = detector(args[2]);
        KeypointDetector second = detector(args[3])) {
      IntStream.range(0, count)
          .parallel()
          .forEach(
              i -> {
                Path file = faces.get(i).file();
                try {
                  Box middle = Stability.middle(ImageReader.size(file), MIDDLE);
                  Optional<Box> found =
                      finder.find(Photo.of(file)).stream()
                          .map(Face::box)
                          .max(Comparator.comparingDouble(middle::overlap))
                          .filter(box -> box.overlap(middle) >= SAME);
                  lost[i] = found.isPresent() ? 0 : 1;
                  Box box = refined(first, file, found.orElse(middle));
                  answers.get(0)[i] = measured(first, file, box, i);
                  answers.get(1)[i] = measured(second, file, box, i);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
                if (done.incrementAndGet() % REPORT == 0) {
                  System.err.printf(Locale.ROOT, "%d of %d%n", done.get(), count);
                }
              });
    }
    double[] apart = new double[count];
    Arrays.setAll(
        apart, i -> Stability.distance(answers.get(0)[i].points(), answers.get(1)[i].points()));
    for (int d = 0; d < 2; d++) {
      Stability[] own = answers.get(d);
      System.out.printf(Locale.ROOT, "%n%s%n%n", args[2 + d]);
      GroupTable table = new GroupTable(rows(faces));
      table.add("mirror", values(own, Stability::mirror), true);
      table.add("shift", values(own, Stability::shift), true);
      table.add("blur", values(own, Stability::blur), true);
      table.add("scale", values(own, Stability::scale), true);
      table.add("to " + args[3 - d], apart, true);
      table.add("confidence", values(own, Stability::confidence), false);
      table.add("lost by the finder", lost, true);
      table.lines().forEach(System.out::println);
    }
  }

  /** {@return the faces whose names tell of them, each content once} */
  private static List<GroupFace> faces(Path folder, int every) throws IOException {
    List<GroupFace> faces = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    int count = 0;
    for (Path file : PictureFiles.under(folder)) {
      Optional<GroupFace> face = GroupFace.of(file);
      if (face.isPresent() && seen.add(digest(file)) && count++ % every == 0) {
        faces.add(face.get());
      }
    }
    return faces;
  }

  private static String digest(Path file) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  private static Map<String, List<Integer>> rows(List<GroupFace> faces) {
    Map<String, List<Integer>> rows = new LinkedHashMap<>();
    GroupFace.allRows().forEach(row -> rows.put(row, new ArrayList<>()));
    for (int i = 0; i < faces.size(); i++) {
      for (String row : faces.get(i).rows()) {
        rows.get(row).add(i);
      }
    }
    return rows;
  }

  /** {@return the box around what is found in a box: both detectors look there} */
  private static Box refined(KeypointDetector detector, Path file, Box box) throws IOException {
    try (Image picture = ImageReader.read(file, Stability.channels(detector))) {
      return detector.detect(picture, box).extent();
    }
  }

  private static Stability measured(KeypointDetector detector, Path file, Box box, long seed)
      throws IOException {
    try (Image picture = ImageReader.read(file, Stability.channels(detector))) {
      return Stability.of(detector, picture, box, seed);
    }
  }

  private static KeypointDetector detector(String weights) throws IOException {
    Optional<BuiltInModel> model = BuiltInModel.of(weights);
    DetectorFile file =
        model.isPresent() ? model.get().read() : DetectorFile.read(Path.of(weights));
    return KeypointDetector.of(file, DetectorOptions.DEFAULT);
  }

  private static double[] values(Stability[] answers, ToDoubleFunction<Stability> of) {
    return Arrays.stream(answers).mapToDouble(of).toArray();
  }
}
