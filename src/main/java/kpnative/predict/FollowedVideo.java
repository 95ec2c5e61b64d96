package kpnative.predict;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import kpnative.checks.ItemFailure;
import kpnative.draw.FaceNumbers;
import kpnative.draw.FaceOverlay;
import kpnative.find.FaceKeypoints;
import kpnative.geometry.Box;
import kpnative.hide.FaceHiding;
import kpnative.image.DecodedPhoto;
import kpnative.infer.DetectorSpec;
import kpnative.keypoints.Keypoints;
import kpnative.keypoints.Visibility;
import kpnative.text.SpecMapper;
import kpnative.track.FaceFollower;
import kpnative.track.TrackedFace;
import kpnative.video.FilmWriter;
import kpnative.video.FrameSequence;
import org.jspecify.annotations.Nullable;

/**
 * Writes the tracked faces of a video: drawn or hidden in a film, and listed, a line of JSON a
 * frame and a line of CSV a keypoint.
 */
public final class FollowedVideo {
  private final DetectorSpec spec;
  private final FaceOverlay overlay;
  private final Drawing drawing;
  private final List<String> names;
  private final VideoResults results;
  private @Nullable HiddenHeads hidden;
  private @Nullable Path sound;
  private BooleanSupplier stop = () -> false;

  /**
   * Creates a writer.
   *
   * @param spec the spec of the follower's detector
   * @param drawing how the faces are drawn
   * @param results what is written, and where
   */
  public FollowedVideo(DetectorSpec spec, Drawing drawing, VideoResults results) {
    this.spec = spec;
    this.names = FoundFaces.names(spec);
    this.drawing = drawing;
    this.overlay = drawing.overlay(spec);
    this.results = results;
  }

  /**
   * Hides heads instead of drawing faces. Each frame is searched for it, whatever is followed.
   *
   * @param faces those of the follower; borrowed
   * @return this
   */
  public FollowedVideo withFacesHidden(FaceHiding how, FaceKeypoints faces) {
    hidden = new HiddenHeads(how, faces);
    return this;
  }

  /**
   * Copies the sound of a film into that of the drawings.
   *
   * @param film the file that the frames come from
   * @return this
   */
  public FollowedVideo withSoundOf(Path film) {
    sound = film;
    return this;
  }

  /**
   * Ends early, as at the video's end, when asked to.
   *
   * @param asked whether to; called often, by any thread
   * @return this
   */
  public FollowedVideo until(BooleanSupplier asked) {
    stop = asked;
    return this;
  }

  /**
   * Statistics of a video.
   *
   * @param frames the number of frames
   * @param failed how many of them could not be read, searched or drawn
   * @param withFace the number of frames with at least one face
   * @param faces the number of different faces
   * @param motion the root mean square of the keypoints' displacement between consecutive frames,
   *     in fractions of the face's size (the square root of the area of its box); empty if no face
   *     appears in two consecutive frames
   */
  public record Summary(int frames, int failed, int withFace, int faces, OptionalDouble motion) {}

  /**
   * Tracks the faces in {@code frames} and writes them. A frame that fails repeats the drawing
   * before it, so that the film has as many frames as there are lines, and is listed with its error
   * and no face. Files of these names are replaced at the end, also where it is early.
   *
   * <p>Frames are decoded ahead, and drawn and encoded behind, on a second thread.
   *
   * @param frames borrowed; where they can be read no further, the video ends
   * @param follower a new one; borrowed
   * @param failed receives what failed of a frame; the message names it
   * @throws IOException if a file cannot be written; files written so far are kept
   */
  public Summary write(FrameSequence frames, FaceFollower follower, Consumer<ItemFailure> failed)
      throws IOException {
    Motion motion = new Motion();
    int count = 0;
    int bad = 0;
    int withFace = 0;
    try (FilmWriter film = results.film(frames.rate(), sound);
        LinesFile json = LinesFile.of(results.json());
        LinesFile csv = LinesFile.of(results.csv());
        BesideThread beside = new BesideThread(frames, film, stop)) {
      csv.write("frame,seconds,track," + FoundFaces.COLUMNS + "\n");
      while (true) {
        List<TrackedFace> faces = List.of();
        Optional<ItemFailure> problem = Optional.empty();
        Optional<FrameSequence.Frame> next = Optional.empty();
        Optional<Callable<BufferedImage>> drawn = Optional.empty();
        try {
          next = beside.next();
          if (next.isPresent()) {
            try (DecodedPhoto photo = next.get().photo().decode()) {
              faces = follower.next(photo, next.get().seconds());
              drawn = film == null ? drawn : Optional.of(drawing(photo, next.get(), faces));
            }
          }
        } catch (Throwable e) {
          faces = List.of();
          String frame = results.name() + " frame " + count;
          problem = Optional.of(ItemFailure.of(next.map(f -> f.photo().name()).orElse(frame), e));
          failed.accept(problem.get());
          bad++;
        }
        if (next.isEmpty()) {
          break;
        }
        results.tell(json, line(count, next.get(), faces, problem));
        for (TrackedFace face : faces) {
          csv.write(lines(count, next.get(), face));
        }
        beside.add(drawn, next.get().seconds());
        motion.add(faces);
        count++;
        withFace += faces.isEmpty() ? 0 : 1;
      }
      beside.finish();
    }
    return new Summary(count, bad, withFace, motion.faces(), motion.rootMeanSquare());
  }

  private Callable<BufferedImage> drawing(
      DecodedPhoto photo, FrameSequence.Frame frame, List<TrackedFace> faces) throws IOException {
    HiddenHeads heads = hidden;
    if (heads != null) {
      return heads.hide(photo, faces, frame.seconds());
    }
    BufferedImage picture = photo.picture();
    return () -> draw(picture, faces);
  }

  private BufferedImage draw(BufferedImage picture, List<TrackedFace> faces) {
    List<Keypoints> points = faces.stream().map(TrackedFace::keypoints).toList();
    List<Box> boxes = faces.stream().map(face -> face.found().box()).toList();
    List<List<Visibility>> shown = faces.stream().map(face -> face.found().shown()).toList();
    int factor = FaceOverlay.enlargement(picture);
    BufferedImage drawn = overlay.drawFaces(picture, factor, points, shown, boxes);
    drawing.finish(drawn, factor, faces.stream().flatMap(face -> face.found().pose().stream()));
    faces.forEach(face -> FaceNumbers.draw(drawn, factor, face.found().box(), face.id()));
    return drawn;
  }

  private String line(
      int count, FrameSequence.Frame frame, List<TrackedFace> faces, Optional<ItemFailure> problem)
      throws IOException {
    List<Map<String, @Nullable Object>> list = new ArrayList<>();
    for (TrackedFace face : faces) {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      object.put("track", face.id());
      object.putAll(FoundFaces.face(face.found(), true, face.found().pose()));
      object.put("keypoints", FoundFaces.points(face.keypoints()));
      list.add(object);
    }
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("frame", count);
    object.put("seconds", Math.round(frame.seconds() * 1e6) / 1e6);
    object.put("schema", spec.schema());
    object.put("names", names);
    object.put("faces", list);
    problem.ifPresent(why -> object.put("error", why.getMessage()));
    return SpecMapper.json().writeValueAsString(object) + "\n";
  }

  private String lines(int count, FrameSequence.Frame frame, TrackedFace face) {
    StringBuilder text = new StringBuilder();
    Keypoints points = face.keypoints();
    String angles = FoundFaces.angles(face.found().pose());
    for (int k = 0; k < points.count(); k++) {
      text.append(String.format(Locale.ROOT, "%d,%.6f,%d,", count, frame.seconds(), face.id()));
      text.append(FoundFaces.columns(face.found(), points, k, names.get(k), true));
      text.append(angles).append('\n');
    }
    return text.toString();
  }

  /** Accumulates the squared displacement of keypoints between consecutive frames. */
  private static final class Motion {
    private final BitSet ids = new BitSet();
    private Map<Integer, Keypoints> last = Map.of(); // of the frame before
    private double squares;
    private long displacements;

    void add(List<TrackedFace> faces) {
      Map<Integer, Keypoints> all = new HashMap<>();
      for (TrackedFace face : faces) {
        Keypoints now = face.keypoints();
        Keypoints before = last.get(face.id());
        all.put(face.id(), now);
        ids.set(face.id());
        if (before != null) {
          Box box = now.extent();
          double area = box.width() * box.height();
          for (int k = 0; k < now.count(); k++) {
            double dx = now.x(k) - before.x(k);
            double dy = now.y(k) - before.y(k);
            squares += (dx * dx + dy * dy) / area;
            displacements++;
          }
        }
      }
      last = all;
    }

    int faces() {
      return ids.cardinality();
    }

    OptionalDouble rootMeanSquare() {
      return displacements == 0
          ? OptionalDouble.empty()
          : OptionalDouble.of(Math.sqrt(squares / displacements));
    }
  }
}
