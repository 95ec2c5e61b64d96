package kpnative.data.rendered;

import org.jspecify.annotations.Nullable;

/**
 * Triangles of one material.
 *
 * @param vertices may be shared by several surfaces
 * @param triangles three vertices each; seen from outside they go round to the left
 * @param uv texture coordinates, two each, or null
 * @param uvTriangles three of {@code uv} for each triangle, or null
 * @param twoSided whether triangles that face away are drawn too, and lit as if they faced the
 *     camera
 * @param bias added to the depth, cm: a surface within another is kept from cutting through it
 * @param casters the triangles that throw its shadow, which may be fewer and larger; none if empty
 */
record Surface(
    Vertices vertices,
    int[] triangles,
    float @Nullable [] uv,
    int @Nullable [] uvTriangles,
    Material material,
    boolean twoSided,
    float bias,
    int[] casters) {
  /** The {@link #casters} of what throws no shadow. */
  static final int[] NO_SHADOW = {};

  /** A surface without texture coordinates that throws a shadow. */
  Surface(Vertices vertices, int[] triangles, Material material, boolean twoSided) {
    this(vertices, triangles, null, null, material, twoSided, 0, triangles);
  }
}
