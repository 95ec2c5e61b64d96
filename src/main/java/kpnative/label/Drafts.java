package kpnative.label;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import kpnative.geometry.Box;

/** Proposes the points of faces. Thread-safe. */
interface Drafts extends AutoCloseable {
  /** {@return who proposes, for people} */
  String name();

  /**
   * {@return the faces found in a picture, from left to right; possibly none}
   *
   * @throws IOException if the picture cannot be read
   */
  List<Draft> find(Path picture) throws IOException;

  /**
   * {@return the face in a box}
   *
   * @throws IOException if the picture cannot be read
   */
  Draft in(Path picture, Box box) throws IOException;

  /**
   * {@return whether {@link #in} looks at the picture, so that what it says is a second opinion}
   */
  boolean looks();

  @Override
  void close();
}
