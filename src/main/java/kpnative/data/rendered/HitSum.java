package kpnative.data.rendered;

/**
 * Puts the samples of a pixel that show one surface together to one {@link Hit}. Not thread-safe.
 */
final class HitSum {
  final Hit hit = new Hit();
  private final View view;
  private final float[] weights = new float[2];
  private int samples;

  HitSum(View view) {
    this.view = view;
  }

  void clear() {
    samples = 0;
    hit.x = 0;
    hit.y = 0;
    hit.z = 0;
    hit.nx = 0;
    hit.ny = 0;
    hit.nz = 0;
    hit.restX = 0;
    hit.restY = 0;
    hit.restZ = 0;
    hit.u = 0;
    hit.v = 0;
    hit.openness = 0;
    hit.attributes[0] = 0;
    hit.attributes[1] = 0;
    hit.attributes[2] = 0;
    hit.attributes[3] = 0;
  }

  /** Adds what a triangle shows at a place, in samples. */
  void add(Surface surface, int triangle, float sx, float sy) {
    Vertices v = surface.vertices();
    int[] triangles = surface.triangles();
    int a = triangles[3 * triangle];
    int b = triangles[3 * triangle + 1];
    int c = triangles[3 * triangle + 2];
    int i = 3 * a;
    int j = 3 * b;
    int k = 3 * c;
    TriangleWeights.at(v.screen, i, j, k, sx, sy, weights);
    float wb = weights[0];
    float wc = weights[1];
    float wa = 1 - wb - wc;
    samples++;
    float[] p = v.world;
    hit.x += wa * p[i] + wb * p[j] + wc * p[k];
    hit.y += wa * p[i + 1] + wb * p[j + 1] + wc * p[k + 1];
    hit.z += wa * p[i + 2] + wb * p[j + 2] + wc * p[k + 2];
    p = v.worldNormal;
    hit.nx += wa * p[i] + wb * p[j] + wc * p[k];
    hit.ny += wa * p[i + 1] + wb * p[j + 1] + wc * p[k + 1];
    hit.nz += wa * p[i + 2] + wb * p[j + 2] + wc * p[k + 2];
    p = v.rest;
    hit.restX += wa * p[i] + wb * p[j] + wc * p[k];
    hit.restY += wa * p[i + 1] + wb * p[j + 1] + wc * p[k + 1];
    hit.restZ += wa * p[i + 2] + wb * p[j + 2] + wc * p[k + 2];
    float[] o = v.openness;
    hit.openness += o == null ? 1 : wa * o[a] + wb * o[b] + wc * o[c];
    float[] t = v.attributes;
    if (t != null) {
      for (int n = 0; n < 4; n++) {
        hit.attributes[n] += wa * t[4 * a + n] + wb * t[4 * b + n] + wc * t[4 * c + n];
      }
    }
    float[] uv = surface.uv();
    int[] corners = surface.uvTriangles();
    if (uv != null && corners != null) {
      int d = 2 * corners[3 * triangle];
      int e = 2 * corners[3 * triangle + 1];
      int f = 2 * corners[3 * triangle + 2];
      hit.u += wa * uv[d] + wb * uv[e] + wc * uv[f];
      hit.v += wa * uv[d + 1] + wb * uv[e + 1] + wc * uv[f + 1];
    }
  }

  /** Makes the sum a mean; {@code turn} turns a normal that faces away to the camera. */
  void finish(boolean turn) {
    float share = 1f / samples;
    hit.x *= share;
    hit.y *= share;
    hit.z *= share;
    hit.restX *= share;
    hit.restY *= share;
    hit.restZ *= share;
    hit.u *= share;
    hit.v *= share;
    hit.openness *= share;
    for (int n = 0; n < 4; n++) {
      hit.attributes[n] *= share;
    }
    float vx = (float) view.centreX() - hit.x;
    float vy = (float) view.centreY() - hit.y;
    float vz = (float) view.distance() - hit.z;
    float l = Direction.inverseLength(vx, vy, vz);
    hit.vx = vx * l;
    hit.vy = vy * l;
    hit.vz = vz * l;
    l = Direction.inverseLength(hit.nx, hit.ny, hit.nz);
    if (turn && hit.nx * hit.vx + hit.ny * hit.vy + hit.nz * hit.vz < 0) {
      l = -l;
    }
    hit.nx *= l;
    hit.ny *= l;
    hit.nz *= l;
  }
}
