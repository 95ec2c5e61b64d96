package kpnative.data.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kpnative.checks.ItemFailure;
import kpnative.crop.BoxRule;
import kpnative.data.AnnotatedFace;
import kpnative.data.Dataset;
import kpnative.data.Split;
import kpnative.data.read.DataSpec;
import kpnative.data.read.DatasetReader;
import kpnative.data.read.FaceSchemas;
import kpnative.data.read.PointFrame;
import kpnative.data.read.ReadOptions;
import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import kpnative.keypoints.SchemaDifference;

/**
 * The result of checking a data set.
 *
 * @param faces the number of annotated faces, whether or not their pictures can be read
 * @param pictures the number of distinct pictures that can be read
 * @param schema the schema of most faces; empty if no annotation can be read
 * @param points which points are absent or hidden, and how often; empty if no annotation can be
 *     read
 * @param division how the faces are split, or why they are not, in one line
 * @param findings ordered by kind; within a kind, the worst first
 */
public record DataCheck(
    int faces,
    int pictures,
    Optional<KeypointSchema> schema,
    Optional<PointStates> points,
    String division,
    List<Finding> findings) {

  private static final double MOST_ENLARGED = 2;
  private static final int SHAPE_KEYPOINTS = 3;
  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::kind)
          .thenComparing(Comparator.comparingDouble(Finding::value).reversed());

  /** Copies the list. */
  public DataCheck {
    findings = List.copyOf(findings);
  }

  /**
   * The use of the data, which some checks depend on.
   *
   * @param box the rule for the part of a photograph that the network sees
   * @param input the size of the network's input, pixels
   * @param division the split into training and validation
   */
  public record Use(BoxRule box, Size input, Division division) {}

  /** A rule that divides faces. */
  @FunctionalInterface
  public interface Division {
    /** {@return the split of these faces} */
    Split of(Dataset faces) throws IOException;
  }

  /**
   * Checks data sets. Reads every annotation and every picture once.
   *
   * @param data at least one specification, in the syntax of {@code --data}
   * @param exclude a file with the names of pictures to leave out, one per line
   * @throws IOException if a path does not exist or holds no annotations at all
   * @throws IllegalArgumentException if a specification is malformed, or some are {@code stored:}
   *     and others not
   */
  public static DataCheck of(
      List<String> data, Optional<Path> exclude, ReadOptions options, Use use) throws IOException {
    boolean stored = data.stream().anyMatch(DataCheck::isStored);
    if (stored && !data.stream().allMatch(DataCheck::isStored)) {
      throw new IllegalArgumentException(
          "data with points in the stored frame and data without are checked apart, got " + data);
    }
    List<Finding> found = new ArrayList<>();
    List<AnnotatedFace> all =
        DatasetReader.readEach(
            data,
            exclude,
            options,
            line -> found.add(new Finding(Kind.ANNOTATION, 1, line, List.of(), "")));
    if (all.isEmpty()) {
      return new DataCheck(0, 0, Optional.empty(), Optional.empty(), "no face to divide", found);
    }
    return new Pass(all, use, found, stored).run();
  }

  /** {@return this check with more findings} */
  public DataCheck with(List<Finding> more) {
    List<Finding> all = new ArrayList<>(findings);
    all.addAll(more);
    all.sort(ORDER);
    return new DataCheck(faces, pictures, schema, points, division, all);
  }

  private static boolean isStored(String spec) {
    return DataSpec.parse(spec) instanceof DataSpec.Annotations a && a.frame() == PointFrame.STORED;
  }

  /** {@return the findings of one kind, the worst first} */
  public List<Finding> of(Kind kind) {
    return findings.stream().filter(f -> f.kind() == kind).toList();
  }

  /** The state of one check. */
  private static final class Pass {
    private final List<AnnotatedFace> all;
    private final Use use;
    private final List<Finding> found;
    private final KeypointSchema schema;
    private final TurnedChecks turned;
    private final List<AnnotatedFace> whole = new ArrayList<>(); // complete, and spanning an area
    private final Set<AnnotatedFace> unreadable =
        Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<String, Size> sizes = new LinkedHashMap<>(); // of pictures that can be read

    Pass(List<AnnotatedFace> all, Use use, List<Finding> found, boolean stored) {
      this.all = all;
      this.use = use;
      this.found = found;
      this.schema = FaceSchemas.usual(all, usualCount(all));
      this.turned = new TurnedChecks(schema, stored);
    }

    DataCheck run() throws IOException {
      for (AnnotatedFace face : all) {
        checkPoints(face);
      }
      Optional<ShapeChecks> shapes =
          whole.isEmpty() || schema.count() < SHAPE_KEYPOINTS
              ? Optional.empty()
              : Optional.of(new ShapeChecks(schema, whole));
      shapes.ifPresent(this::checkShapes);
      List<Optional<FacePatch>> patches = readPictures(shapes.map(ShapeChecks::mean));
      found.addAll(turned.findings());
      boolean mirrors = schema.mirror().isPresent() || shapes.isEmpty();
      PairChecks pairs = new PairChecks(all, Duplicates.find(patches, mirrors));
      found.addAll(pairs.duplicates());
      String division = checkDivision(pairs);
      checkPhotographs();
      found.sort(ORDER);
      return new DataCheck(
          all.size(),
          sizes.size(),
          Optional.of(schema),
          Optional.of(PointStates.of(schema, all)),
          division,
          found);
    }

    private static int usualCount(List<AnnotatedFace> faces) {
      Map<Integer, Long> counts =
          faces.stream()
              .collect(
                  Collectors.groupingBy(
                      f -> f.keypoints().count(), TreeMap::new, Collectors.counting()));
      return Collections.max(counts.entrySet(), Map.Entry.comparingByValue()).getKey();
    }

    private void checkPoints(AnnotatedFace face) {
      int count = face.keypoints().count();
      if (count != schema.count()) {
        String text =
            String.format(
                Locale.ROOT, "%d keypoints; most have %d (%s)", count, schema.count(), schema);
        found.add(Finding.of(Kind.COUNT, count, text, face));
        return;
      }
      Optional<KeypointSchema> own = face.schema().filter(s -> !s.equals(schema));
      if (own.isPresent()) { // pooled, its points would be others
        String differs = SchemaDifference.of(schema, own.get()).map(d -> ", where " + d).orElse("");
        String text =
            String.format(
                Locale.ROOT,
                "points of %s; most are of %s%s: --map-to makes them one",
                own.get(),
                schema,
                differs);
        found.add(Finding.of(Kind.SCHEMA, 1, text, face));
        return;
      }
      Optional<Finding> missing = PointChecks.missing(face);
      Optional<Finding> degenerate = PointChecks.degenerate(face);
      missing.ifPresent(found::add);
      degenerate.ifPresent(found::add);
      boolean comparable =
          face.keypoints().isComplete()
              || (face.keypoints().presentCount() >= Similarity.FEWEST
                  && face.keypoints().spansBox());
      if (missing.isEmpty() && degenerate.isEmpty() && comparable) {
        whole.add(face);
      }
    }

    private void checkShapes(ShapeChecks shapes) {
      List<Finding> mirrored = shapes.mirrored();
      found.addAll(mirrored);
      found.addAll(shapes.outliers(mirrored.stream().map(f -> f.faces().get(0)).toList()));
    }

    /** Reads the pictures in order; consecutive faces of one picture share its decoding. */
    private List<Optional<FacePatch>> readPictures(Optional<Keypoints> mean) {
      Set<AnnotatedFace> comparable = Collections.newSetFromMap(new IdentityHashMap<>());
      comparable.addAll(whole);
      List<Optional<FacePatch>> patches = new ArrayList<>(all.size());
      try (FacePatches sampler = new FacePatches(mean)) {
        int i = 0;
        while (i < all.size()) {
          int end = i + 1;
          while (end < all.size() && all.get(end).picture().equals(all.get(i).picture())) {
            end++;
          }
          patches.addAll(readPicture(all.subList(i, end), sampler, comparable));
          i = end;
        }
      }
      return patches;
    }

    private List<Optional<FacePatch>> readPicture(
        List<AnnotatedFace> ofOne, FacePatches sampler, Set<AnnotatedFace> comparable) {
      List<Optional<FacePatch>> patches = new ArrayList<>();
      AnnotatedFace first = ofOne.get(0);
      try (Image picture = first.picture().read(Channels.GRAY)) {
        sizes.put(first.picture().name(), picture.size());
        for (AnnotatedFace face : ofOne) {
          boolean compared = comparable.contains(face);
          patches.add(
              compared ? Optional.of(sampler.of(face, picture)) : Optional.<FacePatch>empty());
          if (face.keypoints().count() == schema.count()) {
            PointChecks.outside(face, picture.size()).ifPresent(found::add);
          }
          if (compared) {
            turned.add(face, picture.frame());
            checkSize(face, picture.size());
          }
        }
      } catch (Throwable e) {
        String text = String.valueOf(ItemFailure.of(first.picture().name(), e).getMessage());
        found.add(new Finding(Kind.PICTURE, ofOne.size(), text, ofOne, ""));
        unreadable.addAll(ofOne);
        while (patches.size() < ofOne.size()) {
          patches.add(Optional.empty());
        }
      }
      return patches;
    }

    private void checkSize(AnnotatedFace face, Size picture) {
      Box crop = use.box.crop(use.box.of(picture, face.keypoints(), face.box()), use.input);
      double factor = use.input.width() / crop.width();
      if (factor > MOST_ENLARGED) {
        String text =
            String.format(
                Locale.ROOT,
                "a crop of %.0f x %.0f pixels for an input of %s: enlarged %.1f times",
                crop.width(),
                crop.height(),
                use.input,
                factor);
        found.add(Finding.of(Kind.SMALL, factor, text, face));
      }
    }

    /** {@return how the faces are split, or why they are not} */
    private String checkDivision(PairChecks pairs) {
      List<AnnotatedFace> usable =
          all.stream()
              .filter(f -> f.keypoints().count() == schema.count() && !unreadable.contains(f))
              .toList();
      Split split;
      try {
        split = use.division.of(new Dataset(schema, usable));
      } catch (IOException | IllegalArgumentException e) {
        return "not divided: " + e.getMessage();
      }
      found.addAll(pairs.onBothSides(split));
      found.addAll(PairChecks.samePersonOrPhotograph(split));
      return String.format(
          Locale.ROOT,
          "%d train, %d validate: %s",
          split.train().size(),
          split.validation().size(),
          split.how());
    }

    private void checkPhotographs() {
      Map<String, List<AnnotatedFace>> byPhotograph =
          all.stream()
              .collect(
                  Collectors.groupingBy(
                      AnnotatedFace::photograph, LinkedHashMap::new, Collectors.toList()));
      byPhotograph.forEach(
          (photograph, faces) -> {
            if (faces.size() > 1) {
              long files = faces.stream().map(f -> f.picture().name()).distinct().count();
              String text =
                  files == 1
                      ? faces.size() + " faces in this file"
                      : String.format(
                          Locale.ROOT,
                          "%d faces of photograph %s in %d files",
                          faces.size(),
                          photograph,
                          files);
              found.add(
                  new Finding(
                      Kind.SHARED, faces.size(), text, faces, faces.get(0).picture().name()));
            }
          });
    }
  }
}
