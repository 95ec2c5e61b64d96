package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import kpnative.data.AnnotatedFace;

/** Reads the faces of one annotation file. Implementations are thread-safe. */
public interface FaceReader {
  /**
   * The largest number of keypoints per face accepted, which bounds the memory that a malicious
   * file can claim.
   */
  int MAX_KEYPOINTS = 10_000;

  /**
   * {@return the file's faces, in the file's order; at least one}
   *
   * @param annotation the file, not a folder
   * @param faults receives one line, with file and line number, for each face at fault
   * @throws IOException if the file is malformed or too large, or none of its faces can be read,
   *     for instance because their pictures are absent; the message names the file and, where
   *     known, the line
   */
  List<AnnotatedFace> read(Path annotation, FaceFaultLines faults) throws IOException;
}
