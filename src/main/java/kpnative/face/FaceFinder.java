package kpnative.face;

import java.util.List;
import kpnative.image.Image;

/**
 * Finds the faces in a whole picture.
 *
 * <p>Owns native memory until {@link #close}. One thread at a time.
 */
public interface FaceFinder extends AutoCloseable {
  /**
   * {@return the faces, the surest first; none overlaps a surer one by more than 0.3 of what both
   * cover}
   *
   * @param picture color or gray; borrowed
   */
  List<FaceCandidate> find(Image picture);

  /**
   * {@return whether nearly all that is found are faces; if not, the keypoints must confirm each}
   */
  boolean isSure();

  /** Frees the native memory. Idempotent. */
  @Override
  void close();
}
