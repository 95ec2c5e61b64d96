package kpnative.predict;

import java.awt.image.BufferedImage;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import kpnative.draw.FaceOverlay;
import kpnative.geometry.Box;
import kpnative.image.Channels;
import kpnative.image.DecodedPhoto;
import kpnative.image.Image;
import kpnative.infer.DetectorSpec;
import kpnative.keypoints.Keypoints;
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
  private final Path folder;
  private final String name;

  /**
   * Creates a writer.
   *
   * @param spec the spec of the follower's detector
   * @param folder an existing folder
   * @param name the files' name without extension, of files that do not exist or may be replaced:
   *     {@link #ENDINGS} follow it
   */
  public FollowedVideo(DetectorSpec spec, Path folder, String name) {
    this.spec = spec;
    this.overlay = FaceOverlay.of(spec.keypointSchema(), spec.indices());
    this.folder = folder;
    this.name = name;
  }

  /**
   * Statistics of a video.
   *
   * @param frames the number of frames
   * @param withFace the number of frames with at least one face
   * @param faces the number of different faces
   * @param motion the root mean square of the keypoints' displacement between consecutive frames,
   *     in fractions of the face's size (the square root of the area of its box); empty if no face
   *     appears in two consecutive frames
   */
  public record Summary(int frames, int withFace, int faces, OptionalDouble motion) {}

  /**
   * Tracks the faces in {@code frames} and writes them.
   *
   * @param frames borrowed
   * @param follower a new one; borrowed
   * @throws IOException if a frame cannot be read or a file cannot be written; files written so far
   *     are kept
   */
  public Summary write(FrameSequence frames, FaceFollower follower) throws IOException {
    Motion motion = new Motion();
    int count = 0;
    int withFace = 0;
    try (MotionJpegWriter video =
            new MotionJpegWriter(folder.resolve(name + ".avi"), frames.rate());
        BufferedWriter json = Files.newBufferedWriter(folder.resolve(name + ".jsonl"));
        BufferedWriter csv = Files.newBufferedWriter(folder.resolve(name + ".csv"))) {
      csv.write("frame,seconds,face,index,x,y\n");
      for (Optional<FrameSequence.Frame> next = frames.next();
          next.isPresent();
          next = frames.next()) {
        FrameSequence.Frame frame = next.get();
        List<TrackedFace> faces;
        BufferedImage drawn;
        try (DecodedPhoto photo = frame.photo().decode()) {
          faces = follower.next(photo, frame.seconds());
          drawn = draw(photo.in(Channels.COLOR), faces);
        }
        video.add(drawn);
        json.write(line(count, frame, faces));
        for (TrackedFace face : faces) {
          csv.write(lines(count, frame, face));
        }
        motion.add(count, faces);
        count++;
        withFace += faces.isEmpty() ? 0 : 1;
      }
    }
    return new Summary(count, withFace, motion.faces(), motion.rootMeanSquare());
  }

  private BufferedImage draw(Image color, List<TrackedFace> faces) {
    List<Keypoints> points = faces.stream().map(TrackedFace::keypoints).toList();
    List<Box> boxes = faces.stream().map(face -> face.found().box()).toList();
    return overlay.drawFaces(color.toBufferedImage(), points, boxes);
  }

  private String line(int count, FrameSequence.Frame frame, List<TrackedFace> faces)
      throws IOException {
    List<Map<String, @Nullable Object>> list = new ArrayList<>();
    for (TrackedFace face : faces) {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      object.put("face", face.id());
      object.putAll(FoundFaces.face(face.found(), true));
      object.put("keypoints", FoundFaces.points(face.keypoints()));
      list.add(object);
    }
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("frame", count);
    object.put("seconds", Math.round(frame.seconds() * 1e6) / 1e6);
    object.put("schema", spec.schema());
    object.put("faces", list);
    return SpecMapper.json().writeValueAsString(object) + "\n";
  }

  private String lines(int count, FrameSequence.Frame frame, TrackedFace face) {
    StringBuilder text = new StringBuilder();
    Keypoints points = face.keypoints();
    for (int k = 0; k < points.count(); k++) {
      text.append(
          String.format(
              Locale.ROOT,
              "%d,%.6f,%d,%d,%.3f,%.3f",
              count,
              frame.seconds(),
              face.id(),
              spec.keypoints().get(k),
              points.x(k),
              points.y(k)));
      text.append('\n');
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
