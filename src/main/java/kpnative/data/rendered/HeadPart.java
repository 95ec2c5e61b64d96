package kpnative.data.rendered;

import java.util.Locale;

/**
 * A part of the head's surface: a range of vertices that shares none with another part.
 *
 * @see <a href="https://github.com/ICT-VGL/ICT-FaceKit#face-model-topology">the ranges, in
 *     ICT-FaceKit's README</a>
 */
public enum HeadPart {
  /** The face with the ears. */
  FACE(0),
  /** The rest of head and neck. */
  HEAD_NECK(9409),
  /** The inside of the mouth. */
  MOUTH_SOCKET(11248),
  /** Behind the left eyeball. */
  EYE_SOCKET_LEFT(13294),
  /** Behind the right eyeball. */
  EYE_SOCKET_RIGHT(13678),
  /** Gums and tongue. */
  GUMS_TONGUE(14062),
  /** Teeth. */
  TEETH(17039),
  /** The white of the left eye. */
  SCLERA_LEFT(21451),
  /** Iris and pupil of the left eye. */
  IRIS_LEFT(22221),
  /** The white of the right eye. */
  SCLERA_RIGHT(23021),
  /** Iris and pupil of the right eye. */
  IRIS_RIGHT(23791),
  /** The wet line along the left lower lid. */
  LACRIMAL_LEFT(24591),
  /** The wet line along the right lower lid. */
  LACRIMAL_RIGHT(24795),
  /** The strip between left lids and eyeball. */
  EYE_BLEND_LEFT(24999),
  /** The strip between right lids and eyeball. */
  EYE_BLEND_RIGHT(25023),
  /** The darkening shell before the left eyeball. */
  EYE_OCCLUSION_LEFT(25047),
  /** The darkening shell before the right eyeball. */
  EYE_OCCLUSION_RIGHT(25199),
  /** The lashes of the left eye. */
  EYELASHES_LEFT(25351),
  /** The lashes of the right eye. */
  EYELASHES_RIGHT(26035);

  private final int first;

  HeadPart(int first) {
    this.first = first;
  }

  /** {@return the part's first vertex in ICT-FaceKit's meshes; the last is before the next's} */
  int firstVertex() {
    return first;
  }

  /** {@return the part's name in files, such as {@code mouth_socket}} */
  public String fileName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
