package kpnative.predict;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import kpnative.checks.ItemFailure;
import kpnative.draw.FaceOverlay;
import kpnative.files.FileNames;
import kpnative.geometry.Box;
import kpnative.image.Channels;
import kpnative.image.DecodedPhoto;
import kpnative.image.Image;
import kpnative.infer.DetectorSpec;
import kpnative.keypoints.Keypoints;
import kpnative.keypoints.Visibility;
import kpnative.text.SpecMapper;
import kpnative.track.FaceFollower;
import kpnative.track.TrackedFace;
import kpnative.video.FrameSequence;
import kpnative.video.MotionJpegWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes the tracked faces of a video: drawn into {@code NAME.avi}, and listed in {@code
 * NAME.jsonl}, one line per frame, and {@code NAME.csv}, one line per keypoint.
 */
public final class FollowedVideo {
  /** What follows the name of the files that are written. */
  public static final List<String> ENDINGS = List.of(".avi", ".jsonl", ".csv");

  private final DetectorSpec spec;
  private final FaceOverlay overlay;
  private final Drawing drawing;
  private final List<String> names;
  private final Path folder;
  private final String name;

  /**
   * Creates a writer.
   *
   * @param spec the spec of the follower's detector
   * @param drawing how the faces are drawn
   * @param folder an existing folder
   * @param name the files' name without extension, of files that do not exist or may be replaced:
   *     {@link #ENDINGS} follow it
   */
  public FollowedVideo(DetectorSpec spec, Drawing drawing, Path folder, String name) {
    this.spec = spec;
    this.names = FoundFaces.names(spec);
    this.drawing = drawing;
    this.overlay = drawing.overlay(spec);
    this.folder = folder;
    this.name = name;
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
   * before it, so that the times of the others stay, and is listed with its error and no face.
   * Files of these names are replaced at the end, also where it is early.
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
    try (MotionJpegWriter video =
            new MotionJpegWriter(FileNames.in(folder, name + ".avi"), frames.rate());
        LinesFile json = new LinesFile(FileNames.in(folder, name + ".jsonl"));
        LinesFile csv = new LinesFile(FileNames.in(folder, name + ".csv"))) {
      Steady steady = new Steady(video);
      csv.write("frame,seconds,face," + FoundFaces.COLUMNS + "\n");
      while (true) {
        List<TrackedFace> faces = List.of();
        Optional<ItemFailure> problem = Optional.empty();
        Optional<FrameSequence.Frame> next = Optional.empty();
        try {
          next = frames.next();
          if (next.isPresent()) {
            faces = follow(next.get(), follower, steady);
          }
        } catch (Throwable e) {
          String frame = name + " frame " + count;
          problem = Optional.of(ItemFailure.of(next.map(f -> f.photo().name()).orElse(frame), e));
          failed.accept(problem.get());
          bad++;
        }
        if (next.isEmpty()) {
          break;
        }
        if (problem.isPresent()) {
          steady.repeat();
        }
        json.write(line(count, next.get(), faces, problem));
        for (TrackedFace face : faces) {
          csv.write(lines(count, next.get(), face));
        }
        motion.add(count, faces);
        count++;
        withFace += faces.isEmpty() ? 0 : 1;
      }
    }
    return new Summary(count, bad, withFace, motion.faces(), motion.rootMeanSquare());
  }

  private List<TrackedFace> follow(FrameSequence.Frame frame, FaceFollower follower, Steady video)
      throws IOException {
    try (DecodedPhoto photo = frame.photo().decode()) {
      List<TrackedFace> faces = follower.next(photo, frame.seconds());
      video.add(draw(photo.in(Channels.COLOR), faces));
      return faces;
    }
  }

  /** A video that has a picture for each frame, also for those that failed. */
  private static final class Steady {
    private final MotionJpegWriter video;
    private @Nullable BufferedImage last;
    private int missing; // before the first picture, whose size is not known yet

    Steady(MotionJpegWriter video) {
      this.video = video;
    }

    void add(BufferedImage picture) throws IOException {
      for (; missing > 0; missing--) {
        int type = BufferedImage.TYPE_INT_RGB; // black
        video.add(new BufferedImage(picture.getWidth(), picture.getHeight(), type));
      }
      video.add(picture);
      last = picture;
    }

    void repeat() throws IOException {
      if (last == null) {
        missing++;
      } else {
        video.add(last);
      }
    }
  }

  private BufferedImage draw(Image color, List<TrackedFace> faces) {
    List<Keypoints> points = faces.stream().map(TrackedFace::keypoints).toList();
    List<Box> boxes = faces.stream().map(face -> face.found().box()).toList();
    BufferedImage picture = color.toBufferedImage();
    List<List<Visibility>> shown = faces.stream().map(face -> face.found().shown()).toList();
    int factor = FaceOverlay.enlargement(picture);
    BufferedImage drawn = overlay.drawFaces(picture, factor, points, shown, boxes);
    drawing.finish(drawn, factor, faces.stream().flatMap(face -> face.found().pose().stream()));
    return drawn;
  }

  private String line(
      int count, FrameSequence.Frame frame, List<TrackedFace> faces, Optional<ItemFailure> problem)
      throws IOException {
    List<Map<String, @Nullable Object>> list = new ArrayList<>();
    for (TrackedFace face : faces) {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      object.put("face", face.id());
      object.putAll(FoundFaces.face(face.found(), true, face.found().pose()));
      object.put("keypoints", FoundFaces.points(face.keypoints()));
      list.add(object);
    }
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("frame", count);
    object.put("seconds", Math.round(frame.seconds() * 1e6) / 1e6);
    object.put("schema", spec.schema());
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
    private record Last(int frame, Keypoints points) {}

    private final Map<Integer, Last> last = new LinkedHashMap<>();
    private double squares;
    private long displacements;

    void add(int frame, List<TrackedFace> faces) {
      for (TrackedFace face : faces) {
        Keypoints now = face.keypoints();
        Last before = last.put(face.id(), new Last(frame, now));
        if (before != null && before.frame == frame - 1) {
          Box box = now.extent();
          double area = box.width() * box.height();
          for (int k = 0; k < now.count(); k++) {
            double dx = now.x(k) - before.points.x(k);
            double dy = now.y(k) - before.points.y(k);
            squares += (dx * dx + dy * dy) / area;
            displacements++;
          }
        }
      }
    }

    int faces() {
      return last.size();
    }

    OptionalDouble rootMeanSquare() {
      return displacements == 0
          ? OptionalDouble.empty()
          : OptionalDouble.of(Math.sqrt(squares / displacements));
    }
  }
}
