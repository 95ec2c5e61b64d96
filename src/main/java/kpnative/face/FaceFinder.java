package kpnative.face;

import java.util.List;
import kpnative.image.Image;

/**
 * Finds faces in a whole picture.
 *
 * <p>Owns native memory until {@link #close}. Not thread-safe: one thread at a time.
 */
public interface FaceFinder extends AutoCloseable {
  /**
   * {@return the faces in descending order of score, after non-maximum suppression at an IoU of
   * 0.3}
   *
   * @param picture color or gray; borrowed
   */
  List<FaceCandidate> find(Image picture);

  /**
   * {@return whether nearly every candidate is a face; if not, each must be confirmed by its
   * keypoints}
   */
  boolean isSure();

  /** Frees the native memory. Idempotent. */
  @Override
  void close();
}
