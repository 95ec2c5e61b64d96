package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import kpnative.data.AnnotatedFace;

/** Reads the faces of one annotation file. Implementations are thread-safe. */
public interface FaceReader {
  /** More keypoints a face than this are refused; it bounds what a hostile file can claim. */
  int MAX_KEYPOINTS = 10_000;

  /**
   * {@return the file's faces, in the file's order; at least one}
   *
   * @param annotation the file, not a folder
   * @param notes receives one line for each thing that was skipped and why
   * @throws IOException if the file is malformed or too large, or a picture that it needs is
   *     absent; the message has the path and, where there is one, the line
   */
  List<AnnotatedFace> read(Path annotation, Consumer<String> notes) throws IOException;
}
