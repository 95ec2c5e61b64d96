package kpnative.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import kpnative.geometry.Box;
import kpnative.keypoints.Keypoints;

/**
 * Writes what a peer has to do: lines of a picture and a box's left, top, right and bottom, pixels,
 * whole numbers at pixels' centres. {@code benchmarks/peers.sh} calls it.
 *
 * <p>Arguments: the folder of {@link PeerFaces}, the peer's name, and {@code placing} (how it wants
 * its boxes), {@code faces} or {@code time}. Ours gets boxes as they are.
 */
public final class PeerJobs {
  static final int PLACED = 20; // faces on which placings are tried
  static final int REPEATS = 3; // of the measured faces, when times are taken

  private PeerJobs() {}

  /** Writes. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Path own = Files.createDirectories(folder.resolve(args[1]));
    List<PeerFace> faces = PeerFace.read(folder);
    List<String> jobs = new ArrayList<>();
    if (args[2].equals("placing")) {
      for (PeerFace face : placed(faces)) {
        for (Placing placing : Placing.all()) {
          jobs.add(job(face, placing.of(face.truth().extent())));
        }
      }
    } else {
      Optional<Placing> placing = args[1].startsWith("own-") ? Optional.empty() : best(own, faces);
      List<PeerFace> others = others(faces);
      List<PeerFace> test = faces.stream().filter(PeerFace::test).toList();
      int repeats = args[2].equals("time") ? REPEATS : 1;
      if (repeats == 1) {
        others.forEach(face -> jobs.add(job(face, placed(placing, face.truth().extent()))));
      }
      for (int i = 0; i < repeats; i++) {
        test.forEach(face -> jobs.add(job(face, placed(placing, face.truth().extent()))));
      }
      if (repeats == 1) {
        test.forEach(
            face -> face.found().ifPresent(box -> jobs.add(job(face, placed(placing, box)))));
      }
    }
    Files.write(own.resolve(args[2] + ".jobs"), jobs);
  }

  /** {@return the faces that nothing is measured on} */
  static List<PeerFace> others(List<PeerFace> faces) {
    return faces.stream().filter(face -> !face.test()).toList();
  }

  /** {@return the placing with which a peer errs least, its offsets taken off} */
  static Optional<Placing> best(Path own, List<PeerFace> faces) throws IOException {
    List<PeerFace> placed = placed(faces);
    List<Placing> all = Placing.all();
    List<Keypoints> truths = placed.stream().map(PeerFace::truth).toList();
    List<double[]> answers =
        PeerAnswers.read(own.resolve("placing.answers"), placed.size() * all.size()).points();
    Optional<Placing> best = Optional.empty();
    double least = Double.POSITIVE_INFINITY;
    for (int p = 0; p < all.size(); p++) {
      List<double[]> these = new ArrayList<>();
      for (int i = 0; i < placed.size(); i++) {
        these.add(answers.get(i * all.size() + p));
      }
      Convention convention = Convention.of(truths, these);
      OptionalDouble nme =
          IntStream.range(0, placed.size())
              .mapToDouble(i -> convention.nme(truths.get(i), these.get(i), true))
              .average();
      if (nme.orElseThrow() < least) {
        least = nme.getAsDouble();
        best = Optional.of(all.get(p));
      }
    }
    return best;
  }

  private static List<PeerFace> placed(List<PeerFace> faces) {
    List<PeerFace> others = others(faces);
    int step = Math.max(1, others.size() / PLACED);
    List<PeerFace> some = new ArrayList<>();
    for (int i = 0; i < others.size() && some.size() < PLACED; i += step) {
      some.add(others.get(i));
    }
    return some;
  }

  private static Box placed(Optional<Placing> placing, Box points) {
    return placing.map(p -> p.of(points)).orElse(points);
  }

  private static String job(PeerFace face, Box box) {
    return face.picture() + "\t" + PeerFace.text(box.left(), box.top(), box.right(), box.bottom());
  }
}
