package kpnative.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a peer answered: a line a job, its milliseconds and then its points, x and y in turn, in the
 * picture's pixels.
 *
 * @param millis of each job
 * @param points of each job
 */
record PeerAnswers(List<Double> millis, List<double[]> points) {
  /**
   * Reads.
   *
   * @param count of jobs
   * @throws IOException if there are as many answers not
   */
  static PeerAnswers read(Path file, int count) throws IOException {
    List<Double> millis = new ArrayList<>();
    List<double[]> points = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      double[] numbers = PeerFace.numbers(line);
      millis.add(numbers[0]);
      points.add(Arrays.copyOfRange(numbers, 1, numbers.length));
    }
    if (points.size() != count) {
      throw new IOException(file + " needs " + count + " answers, got " + points.size());
    }
    return new PeerAnswers(millis, points);
  }

  /** {@return a part of it} */
  PeerAnswers part(int from, int to) {
    return new PeerAnswers(millis.subList(from, to), points.subList(from, to));
  }
}
