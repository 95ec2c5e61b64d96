package kpnative.data.backdrop;

/**
 * How a scene's frame falls on a canvas: zoomed, turned, and seen at a slant.
 *
 * <p>A place (x, y) of the scene is seen at (x, y) / (1 + slantX x + slantY y), turned, times
 * {@code unit} pixels, from the canvas's middle. Straight lines stay straight.
 */
final class View {
  private final float unit;
  private final float cos;
  private final float sin;
  private final float slantX;
  private final float slantY;
  private final float middleX;
  private final float middleY;
  private float left = Float.MAX_VALUE;
  private float right = -Float.MAX_VALUE;
  private float top = Float.MAX_VALUE;
  private float bottom = -Float.MAX_VALUE;

  /**
   * @param unit pixels of a length of 1 in the middle
   * @param angle of the turn in radians
   * @param slantX how much farther away things are to the right, less than 0.7 at the edges
   * @param slantY the same, to the bottom
   */
  View(int width, int height, float unit, double angle, float slantX, float slantY) {
    this.unit = unit;
    cos = (float) StrictMath.cos(angle);
    sin = (float) StrictMath.sin(angle);
    float halfWidth = width / (2 * unit);
    float halfHeight = height / (2 * unit);
    float edge = Math.abs(slantX) * halfWidth + Math.abs(slantY) * halfHeight;
    float safe = edge > 0.6f ? 0.6f / edge : 1; // the vanishing line stays outside
    this.slantX = slantX * safe;
    this.slantY = slantY * safe;
    this.middleX = width / 2f;
    this.middleY = height / 2f;
    float[] place = new float[2];
    for (int corner = 0; corner < 4; corner++) {
      scene((corner & 1) * width, (corner >> 1) * height, place);
      left = Math.min(left, place[0]);
      right = Math.max(right, place[0]);
      top = Math.min(top, place[1]);
      bottom = Math.max(bottom, place[1]);
    }
  }

  private View(View view, int factor) {
    unit = view.unit / factor;
    cos = view.cos;
    sin = view.sin;
    slantX = view.slantX;
    slantY = view.slantY;
    middleX = view.middleX / factor;
    middleY = view.middleY / factor;
    left = view.left;
    right = view.right;
    top = view.top;
    bottom = view.bottom;
  }

  /** {@return the same view on a canvas with {@code factor} times fewer pixels each way} */
  View coarse(int factor) {
    return new View(this, factor);
  }

  /** Writes the pixel of a place of the scene. */
  void pixel(float x, float y, float[] place) {
    float near = Math.max(0.05f, 1 + slantX * x + slantY * y);
    float u = x / near;
    float v = y / near;
    place[0] = middleX + unit * (u * cos - v * sin);
    place[1] = middleY + unit * (u * sin + v * cos);
  }

  /** Writes the place of the scene at a pixel. */
  void scene(float pixelX, float pixelY, float[] place) {
    float px = (pixelX - middleX) / unit;
    float py = (pixelY - middleY) / unit;
    float u = px * cos + py * sin;
    float v = py * cos - px * sin;
    float near = 1 / Math.max(0.1f, 1 - slantX * u - slantY * v);
    place[0] = u * near;
    place[1] = v * near;
  }

  /** {@return whether a step of a pixel is the same step of the scene everywhere} */
  boolean straight() {
    return slantX == 0 && slantY == 0;
  }

  float unit() {
    return unit;
  }

  /** {@return the least x of the scene that is seen} */
  float left() {
    return left;
  }

  float right() {
    return right;
  }

  float top() {
    return top;
  }

  float bottom() {
    return bottom;
  }
}
