package kpnative.data;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import kpnative.geometry.Box;
import kpnative.geometry.Warp;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import kpnative.keypoints.PointState;

/**
 * One face of one photograph, with its keypoints. Immutable; {@code with} methods copy.
 *
 * @param picture where the pixels are
 * @param photograph identifies the photograph; a split keeps faces that share it on one side
 * @param person identifies the person; empty where the data set does not name people (IMM does)
 * @param keypoints in the photograph's frame, pixels; some or all may be absent
 * @param box the annotated box, photograph's frame, pixels; empty unless the format has one (dlib
 *     XML)
 * @param origin file and line of the annotation, for messages
 * @param states what the annotation says of each point, K of them, {@code ABSENT} exactly where the
 *     keypoint is; empty where the format says nothing
 * @param schema the schema that the annotation names or describes; empty where it does neither
 */
public record AnnotatedFace(
    PictureSource picture,
    String photograph,
    Optional<String> person,
    Keypoints keypoints,
    Optional<Box> box,
    String origin,
    List<PointState> states,
    Optional<KeypointSchema> schema) {
  /** Rejects states and a schema that do not fit the keypoints. */
  public AnnotatedFace {
    states = List.copyOf(states);
    int count = keypoints.count();
    if (!states.isEmpty() && states.size() != count) {
      throw new IllegalArgumentException(
          count + " keypoints need as many states, got " + states.size() + " (" + origin + ")");
    }
    for (int k = 0; k < states.size(); k++) {
      if (keypoints.isPresent(k) == (states.get(k) == PointState.ABSENT)) {
        throw new IllegalArgumentException(
            "keypoint "
                + k
                + " is "
                + states.get(k)
                + " at "
                + keypoints.point(k)
                + " in "
                + origin);
      }
    }
    if (schema.isPresent() && schema.get().count() != count) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s needs %d keypoints, got %d (%s)",
              schema.get().name(),
              schema.get().count(),
              count,
              origin));
    }
  }

  /** A face of a format that says nothing of its points but where they are. */
  public AnnotatedFace(
      PictureSource picture,
      String photograph,
      Optional<String> person,
      Keypoints keypoints,
      Optional<Box> box,
      String origin) {
    this(picture, photograph, person, keypoints, box, origin, List.of(), Optional.empty());
  }

  /**
   * {@return what the annotation says of keypoint {@code k}, counted from 0; without states,
   * whether it is absent}
   */
  public PointState state(int k) {
    if (!states.isEmpty()) {
      return states.get(k);
    }
    return keypoints.isPresent(k) ? PointState.UNKNOWN : PointState.ABSENT;
  }

  /**
   * {@return what is known of each keypoint, K of them: what the annotation says, or else what the
   * picture tells, see {@link PictureSource#states}}
   *
   * @throws IOException if the picture cannot be read to tell it
   */
  public List<PointState> knownStates() throws IOException {
    if (!states.isEmpty()) {
      return states;
    }
    List<PointState> shown = picture.states();
    return shown.isEmpty()
        ? IntStream.range(0, keypoints.count()).mapToObj(this::state).toList()
        : shown;
  }

  /** {@return this face with another box} */
  public AnnotatedFace withBox(Box stated) {
    return new AnnotatedFace(
        picture, photograph, person, keypoints, Optional.of(stated), origin, states, schema);
  }

  /** {@return this face with another picture, of the same frame} */
  public AnnotatedFace withPicture(PictureSource other) {
    return new AnnotatedFace(other, photograph, person, keypoints, box, origin, states, schema);
  }

  /** {@return this face with other keypoints of as many points, and what is said of them} */
  public AnnotatedFace withKeypoints(Keypoints other, List<PointState> said) {
    return new AnnotatedFace(picture, photograph, person, other, box, origin, said, schema);
  }

  /** {@return this face with the schema that its points are of} */
  public AnnotatedFace withSchema(KeypointSchema named) {
    return new AnnotatedFace(
        picture, photograph, person, keypoints, box, origin, states, Optional.of(named));
  }

  /** {@return this face with the points of a schema in the place of its own} */
  public AnnotatedFace withSchema(KeypointSchema named, Keypoints other, List<PointState> said) {
    return new AnnotatedFace(
        picture, photograph, person, other, box, origin, said, Optional.of(named));
  }

  /**
   * {@return this face with its keypoints and box mapped by {@code warp}, which turns by quarters
   * or mirrors}
   */
  public AnnotatedFace map(Warp warp) {
    return new AnnotatedFace(
        picture,
        photograph,
        person,
        keypoints.map(warp),
        box.map(warp::turned),
        origin,
        states,
        schema);
  }

  /**
   * {@return this face without what its file's name tells: it shares a photograph only with faces
   * of the same file, and no person}
   */
  public AnnotatedFace unnamed() {
    return new AnnotatedFace(
        picture, picture.name(), Optional.empty(), keypoints, box, origin, states, schema);
  }
}
