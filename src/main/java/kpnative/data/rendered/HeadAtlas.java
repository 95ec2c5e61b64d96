package kpnative.data.rendered;

/**
 * The places of the face's features in the head model's texture: u to the person's left, v up, both
 * 0 to 1, with v = 1 at the top of the head. The face is symmetric about u = 0.5, and the landmarks
 * are in iBUG's order, from the person's right.
 *
 * <p>Immutable and thread-safe.
 */
final class HeadAtlas {
  private final float[] landmarks;

  private HeadAtlas(float[] landmarks) {
    this.landmarks = landmarks;
  }

  /**
   * {@return an atlas of landmarks}
   *
   * @param landmarks u and v of 68 points
   */
  static HeadAtlas of(float[] landmarks) {
    if (landmarks.length != 2 * HeadModel.LANDMARKS) {
      throw new IllegalArgumentException(
          "an atlas needs " + 2 * HeadModel.LANDMARKS + " coordinates, got " + landmarks.length);
    }
    return new HeadAtlas(landmarks.clone());
  }

  /** {@return the atlas of a head model} */
  static HeadAtlas of(HeadModel model) {
    int[] corners = model.triangles();
    int[] uvCorners = model.uvTriangles();
    float[] uv = model.uv();
    int[] places = new int[model.mean().length / 3];
    for (int i = 0; i < corners.length; i++) {
      places[corners[i]] = uvCorners[i];
    }
    float[] out = new float[2 * HeadModel.LANDMARKS];
    for (int k = 0; k < HeadModel.LANDMARKS; k++) {
      int place = places[model.landmarks()[k]];
      out[2 * k] = uv[2 * place];
      out[2 * k + 1] = uv[2 * place + 1];
    }
    return new HeadAtlas(out);
  }

  /** {@return u of a landmark, 0 to 67} */
  float u(int landmark) {
    return landmarks[2 * landmark];
  }

  /** {@return v of a landmark} */
  float v(int landmark) {
    return landmarks[2 * landmark + 1];
  }
}
