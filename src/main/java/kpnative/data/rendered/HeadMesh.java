package kpnative.data.rendered;

/**
 * The surface of a head, in the file's order of vertices and faces. The arrays are not copied, and
 * nobody changes them.
 *
 * @param vertices [3V], cm
 * @param triangles [3T], indices of vertices, counter-clockwise as seen from outside
 * @param uv [2U], texture coordinates; parts share the unit square, or lie in unit squares further
 *     right
 * @param uvTriangles [3T], indices of texture coordinates
 * @param materials [T]
 */
record HeadMesh(
    float[] vertices, int[] triangles, float[] uv, int[] uvTriangles, HeadMaterial[] materials) {}
