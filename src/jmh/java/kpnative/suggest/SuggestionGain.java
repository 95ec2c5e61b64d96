package kpnative.suggest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import kpnative.data.AnnotatedFace;
import kpnative.data.Dataset;
import kpnative.data.UnreadablePictures;
import kpnative.data.read.DatasetReader;
import kpnative.infer.BuiltInModel;
import kpnative.infer.DetectorOptions;
import kpnative.infer.KeypointDetector;
import kpnative.natives.NativeThreads;

/**
 * Whether it pays to label what {@code suggest} says, without training a network: from 20 labels to
 * 40, of IMM's persons 1 to 32, a regression from what the built-in model finds to the labels
 * learns from the next 20 by each rule, and its mean inter-ocular error is measured on persons 33
 * to 40.
 *
 * <p>Arguments: the data, for example {@code asf:../shared/data/imm58}, and the number of draws.
 */
public final class SuggestionGain {
  private static final int FIRST = 20;

  private final FramedFaces framed;
  private final Dataset set;
  private final int[] pool;
  private final int[] test;
  private final double[] hardness;

  private SuggestionGain(Dataset set) throws IOException {
    this.set = set;
    this.framed =
        FramedFaces.of(
            BuiltInModel.free().read(),
            set.faces(),
            DetectorOptions.DEFAULT,
            UnreadablePictures.FATAL);
    int[] all = IntStream.range(0, framed.size()).toArray();
    this.pool = Arrays.stream(all).filter(this::isTrained).toArray();
    this.test = Arrays.stream(all).filter(i -> !isTrained(i)).toArray();
    List<SeenFace> seen = new ArrayList<>();
    try (KeypointDetector detector =
        KeypointDetector.of(BuiltInModel.free(), DetectorOptions.DEFAULT)) {
      FaceSight sight = new FaceSight(detector);
      for (AnnotatedFace face : framed.faces()) {
        try (var picture = face.picture().read(detector.spec().input().channels())) {
          Candidate candidate = new Candidate(face.picture(), 0, face.keypoints().extent());
          seen.add(sight.see(picture, candidate, seen.size()).orElseThrow());
        }
      }
    }
    this.hardness = new Hardness(seen).ranks();
  }

  private boolean isTrained(int i) {
    return Integer.parseInt(framed.faces().get(i).person().orElseThrow()) <= 32;
  }

  public static void main(String[] args) throws IOException {
    NativeThreads.set(1);
    SuggestionGain gain =
        new SuggestionGain(DatasetReader.read(List.of(args[0]), Optional.empty()));
    Map<String, double[]> errors = new LinkedHashMap<>();
    int draws = Integer.parseInt(args[1]);
    for (int draw = 0; draw < draws; draw++) {
      for (Map.Entry<String, Double> e : gain.draw(draw).entrySet()) {
        errors.computeIfAbsent(e.getKey(), k -> new double[draws])[draw] = e.getValue();
      }
    }
    double[] random = errors.get("20 more at random");
    errors.forEach(
        (rule, each) -> {
          long better = IntStream.range(0, draws).filter(i -> each[i] < random[i]).count();
          double mean = Arrays.stream(each).average().orElseThrow();
          double squares = Arrays.stream(each).map(v -> (v - mean) * (v - mean)).sum();
          System.out.printf(
              Locale.ROOT,
              "| %s | %.4f | %.4f | %d |%n",
              rule,
              mean,
              Math.sqrt(squares / (draws - 1)),
              better);
        });
  }

  private Map<String, Double> draw(long seed) {
    List<Integer> order = new ArrayList<>(Arrays.stream(pool).boxed().toList());
    Collections.shuffle(order, new Random(seed));
    List<Integer> first = order.subList(0, FIRST);
    List<Integer> rest = order.subList(FIRST, order.size());
    Map<String, Double> errors = new LinkedHashMap<>();
    errors.put("20 alone", error(first));
    errors.put("20 more at random", error(order.subList(0, 2 * FIRST)));
    errors.put("20 more, the hardest", error(with(first, hardest(rest))));
    for (double weight : new double[] {0, 0.25, 1}) {
      String rule =
          String.format(Locale.ROOT, "20 more, cover, the hardest counts %.2f", 1 + weight);
      errors.put(rule, error(with(first, cover(first, rest, weight))));
    }
    errors.put("20 more, the farthest first", error(with(first, farthest(first, rest))));
    errors.put("all", error(order));
    return errors;
  }

  private List<Integer> hardest(List<Integer> rest) {
    return rest.stream()
        .sorted((a, b) -> Double.compare(hardness[b], hardness[a]))
        .limit(FIRST)
        .toList();
  }

  private List<Integer> cover(List<Integer> first, List<Integer> rest, double weight) {
    double[] hard = rest.stream().mapToDouble(i -> hardness[i]).toArray();
    double[] weights = Arrays.stream(hard).map(h -> 1 + weight * h).toArray();
    return new Cover(rows(framed.found(), rest), rows(framed.found(), first), weights)
        .picks(FIRST).stream().map(p -> rest.get(p.index())).toList();
  }

  private List<Integer> farthest(List<Integer> first, List<Integer> rest) {
    List<Integer> near = new ArrayList<>(first);
    List<Integer> picked = new ArrayList<>();
    while (picked.size() < FIRST) {
      int next =
          rest.stream()
              .filter(i -> !picked.contains(i))
              .max(Comparator.comparingDouble(i -> nearest(i, near)))
              .orElseThrow();
      picked.add(next);
      near.add(next);
    }
    return picked;
  }

  private double nearest(int i, List<Integer> near) {
    double least = Double.POSITIVE_INFINITY;
    for (int j : near) {
      double sum = 0;
      for (int c = 0; c < framed.found()[i].length; c++) {
        sum += Math.pow(framed.found()[i][c] - framed.found()[j][c], 2);
      }
      least = Math.min(least, sum);
    }
    return least;
  }

  private static List<Integer> with(List<Integer> first, List<Integer> more) {
    List<Integer> all = new ArrayList<>(first);
    all.addAll(more);
    return all;
  }

  private static double[][] rows(double[][] of, List<Integer> at) {
    return Folds.select(of, at.stream().mapToInt(i -> i).toArray());
  }

  /** {@return the mean inter-ocular error on the test persons, learned from these faces} */
  private double error(List<Integer> learned) {
    Ridge ridge = Ridge.fit(rows(framed.found(), learned), rows(framed.labels(), learned));
    double sum = 0;
    for (int i : test) {
      double[] expected = ridge.of(framed.found()[i]);
      var labels = framed.faces().get(i).keypoints().map(framed.toFrame().get(i));
      double distance = 0;
      for (int k = 0; k < labels.count(); k++) {
        distance +=
            Math.hypot(labels.x(k) - expected[2 * k], labels.y(k) - expected[2 * k + 1])
                / labels.count();
      }
      sum += distance / set.schema().interOcular(labels).orElseThrow() / test.length;
    }
    return sum;
  }
}
