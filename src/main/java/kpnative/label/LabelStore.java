package kpnative.label;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.PointState;

/**
 * The pictures of a set and the faces labelled in them, as its files hold them now. Faces are read
 * from the files at each call, so that what others write is seen. One call at a time.
 */
interface LabelStore {
  /** {@return the format's name for people} */
  String format();

  /** {@return the points of a face} */
  KeypointSchema schema();

  /** {@return what the format can say of a point} */
  Set<PointState> states();

  /** {@return whether a picture can have more than one face} */
  boolean holdsSeveralFaces();

  /** {@return the pictures, in an order that does not change} */
  List<Path> pictures();

  /** {@return the file that holds, or will hold, the faces of a picture} */
  Path file(int picture);

  /**
   * {@return how many faces of a picture are labelled; found without reading every file}
   *
   * @throws IOException if the set's file cannot be read
   */
  int count(int picture) throws IOException;

  /**
   * {@return the labelled faces of a picture}
   *
   * @throws IOException if its file cannot be read; the message names it
   */
  List<LabelFace> faces(int picture) throws IOException;

  /**
   * Writes a face at once: when this returns, it is on the disk, and everything else that the file
   * holds is as before.
   *
   * @param face the place in {@link #faces}; their number adds one
   * @param now the points; empty removes the face
   * @throws IOException if the file cannot be written; it is then as before
   */
  void put(int picture, int face, Optional<LabelFace> now) throws IOException;
}
