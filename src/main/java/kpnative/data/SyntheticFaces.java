package kpnative.data;

import java.util.List;

/** STUB: replaced on merging. */
public final class SyntheticFaces {
  private SyntheticFaces() {}

  public static List<AnnotatedFace> faces(int n, long seed, int keypoints) {
    throw new AssertionError("stub");
  }
}
