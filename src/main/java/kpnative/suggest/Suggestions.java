package kpnative.suggest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import kpnative.data.AnnotatedFace;
import kpnative.data.PictureFile;
import kpnative.data.PictureSource;
import kpnative.data.UnreadablePictures;
import kpnative.files.AtomicFile;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.geometry.Box;
import kpnative.image.Image;
import kpnative.image.PictureFiles;
import kpnative.infer.KeypointDetector;
import kpnative.keypoints.Keypoints;
import kpnative.text.SpecMapper;

/**
 * Which faces to label next: those that stand for most of what is unlike the labelled ones; of
 * those, rather the ones that the detector finds hard.
 *
 * @param list the faces to label, the most useful first; pictures without a face last
 * @param faces how many faces there were to choose from
 * @param faceless the pictures in which no face was found
 */
public record Suggestions(List<Suggestion> list, int faces, List<String> faceless) {
  /*
   * The hardest face counts by this much more than the easiest. More is worse: on IMM, faces chosen
   * for being hard alone teach less than faces drawn at random.
   */
  private static final double HARDNESS = 0.25;

  /** Copies the lists. */
  public Suggestions {
    list = List.copyOf(list);
    faceless = List.copyOf(faceless);
  }

  /** Finds the faces of a picture. */
  @FunctionalInterface
  public interface FaceBoxes {
    /**
     * {@return a box roughly around the points of each face, from left to right; possibly none}
     *
     * @throws IOException if the picture cannot be read
     */
    List<Box> of(Path picture) throws IOException;
  }

  /**
   * {@return the faces of a folder's pictures to label next}
   *
   * @param folder searched recursively
   * @param boxes finds the faces
   * @param detector borrowed
   * @param labelled faces that are labelled; their pictures are not suggested
   * @param count how many are wanted, at least 1
   * @param unreadable how to treat pictures that cannot be read
   * @throws IOException if the folder cannot be searched or holds no picture
   */
  public static Suggestions ofPictures(
      Path folder,
      FaceBoxes boxes,
      KeypointDetector detector,
      List<AnnotatedFace> labelled,
      int count,
      UnreadablePictures unreadable)
      throws IOException {
    List<Path> pictures = PictureFiles.under(folder);
    if (pictures.isEmpty()) {
      throw new IOException("no pictures in " + FileTree.spelled(folder));
    }
    Collector collector = new Collector(detector, labelled, unreadable);
    for (Path picture : pictures) {
      PictureFile source = new PictureFile(picture);
      if (collector.isLabelled(source)) {
        continue;
      }
      List<Candidate> found = new ArrayList<>();
      try {
        for (Box box : boxes.of(picture)) {
          found.add(new Candidate(source, found.size(), box));
        }
      } catch (Throwable e) {
        unreadable.leaveOut(source, e);
        continue;
      }
      collector.add(source, found);
    }
    return collector.suggestions(count);
  }

  /**
   * {@return the faces of an annotated set to label next, or to label with other points}
   *
   * @param faces only their places are used, not their points
   * @param detector borrowed
   * @param labelled faces that are labelled; their pictures are not suggested
   * @param count how many are wanted, at least 1
   * @param unreadable how to treat pictures that cannot be read
   * @throws IOException if no picture can be read
   */
  public static Suggestions ofFaces(
      List<AnnotatedFace> faces,
      KeypointDetector detector,
      List<AnnotatedFace> labelled,
      int count,
      UnreadablePictures unreadable)
      throws IOException {
    Collector collector = new Collector(detector, labelled, unreadable);
    for (List<AnnotatedFace> ofOne : byPicture(faces).values()) {
      PictureSource source = ofOne.get(0).picture();
      if (!collector.isLabelled(source)) {
        collector.add(source, candidates(ofOne));
      }
    }
    return collector.suggestions(count);
  }

  /**
   * Writes the list as lines of JSON, {@code {"file": ..., "face": 0, "score": ..., "reason":
   * ...}}, which the label page takes as its order.
   *
   * @param file replaced at once
   * @throws IOException with the path, if it cannot be written
   */
  public void write(Path file) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Suggestion each : list) {
      lines.append(SpecMapper.json().writeValueAsString(each)).append('\n');
    }
    byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file, out -> out.write(bytes));
  }

  private static Map<String, List<AnnotatedFace>> byPicture(List<AnnotatedFace> faces) {
    Map<String, List<AnnotatedFace>> all = new LinkedHashMap<>();
    for (AnnotatedFace face : faces) {
      all.computeIfAbsent(face.picture().name(), n -> new ArrayList<>()).add(face);
    }
    return all;
  }

  private static List<Candidate> candidates(List<AnnotatedFace> ofOne) {
    List<Candidate> found = new ArrayList<>();
    for (int i = 0; i < ofOne.size(); i++) {
      Keypoints k = ofOne.get(i).keypoints();
      if (k.spansBox()) {
        found.add(new Candidate(ofOne.get(i).picture(), i, k.extent()));
      }
    }
    return found;
  }

  /** Sees pictures one by one. */
  private static final class Collector {
    private final FaceSight sight;
    private final KeypointDetector detector;
    private final UnreadablePictures unreadable;
    private final Set<String> labelledPictures;
    private final List<SeenFace> labelled = new ArrayList<>();
    private final List<SeenFace> seen = new ArrayList<>();
    private final List<String> faceless = new ArrayList<>();

    Collector(KeypointDetector detector, List<AnnotatedFace> labels, UnreadablePictures unreadable)
        throws IOException {
      this.detector = detector;
      this.sight = new FaceSight(detector);
      this.unreadable = unreadable;
      Map<String, List<AnnotatedFace>> pictures = byPicture(labels);
      this.labelledPictures =
          pictures.values().stream().map(f -> key(f.get(0).picture())).collect(Collectors.toSet());
      for (List<AnnotatedFace> ofOne : pictures.values()) {
        labelled.addAll(look(ofOne.get(0).picture(), candidates(ofOne)));
      }
    }

    boolean isLabelled(PictureSource picture) {
      return labelledPictures.contains(key(picture));
    }

    void add(PictureSource picture, List<Candidate> found) throws IOException {
      int before = unreadable.count();
      List<SeenFace> faces = look(picture, found);
      seen.addAll(faces);
      if (faces.isEmpty() && unreadable.count() == before) {
        faceless.add(picture.name());
      }
    }

    private List<SeenFace> look(PictureSource picture, List<Candidate> candidates)
        throws IOException {
      List<SeenFace> faces = new ArrayList<>();
      if (candidates.isEmpty()) {
        return faces;
      }
      try (Image pixels = picture.read(detector.spec().input().channels())) {
        for (Candidate each : candidates) {
          sight.see(pixels, each, seen.size() + faces.size()).ifPresent(faces::add);
        }
      } catch (Throwable e) {
        unreadable.leaveOut(picture, e);
      }
      return faces;
    }

    Suggestions suggestions(int count) throws IOException {
      if (seen.isEmpty() && faceless.isEmpty()) {
        throw new IOException(
            unreadable.count() > 0
                ? "none of the pictures can be read"
                : "every picture is labelled already");
      }
      List<Suggestion> list = new ArrayList<>();
      if (!seen.isEmpty()) {
        Hardness hardness = new Hardness(seen);
        double[] weights = Arrays.stream(hardness.ranks()).map(r -> 1 + HARDNESS * r).toArray();
        Cover cover = new Cover(shapes(seen), shapes(labelled), weights);
        for (Cover.Pick pick : cover.picks(count)) {
          Candidate face = seen.get(pick.index()).candidate();
          String reason = hardness.reason(pick, before(list));
          list.add(new Suggestion(face.picture().name(), face.face(), pick.gain(), reason));
        }
      }
      for (String name : faceless) {
        if (list.size() < count) {
          list.add(new Suggestion(name, 0, 0, "no face was found in it"));
        }
      }
      return new Suggestions(list, seen.size(), faceless);
    }

    private String before(List<Suggestion> picked) {
      if (labelled.isEmpty()) {
        return picked.isEmpty() ? "" : "the above";
      }
      return picked.isEmpty() ? "the labelled" : "the labelled and the above";
    }

    private static double[][] shapes(List<SeenFace> faces) {
      return faces.stream().map(SeenFace::shape).toArray(double[][]::new);
    }

    /** {@return what is equal where two names mean one file} */
    private static String key(PictureSource picture) {
      if (picture instanceof PictureFile file) {
        try {
          return FileNames.text(file.path().toRealPath());
        } catch (IOException e) {
          return picture.name(); // reading it will say why
        }
      }
      return picture.name();
    }
  }
}
