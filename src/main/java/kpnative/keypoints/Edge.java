package kpnative.keypoints;

/**
 * A line of the face: two keypoints that are joined when a face is drawn.
 *
 * @param from index in the schema, from 0
 * @param to index in the schema, from 0
 */
public record Edge(int from, int to) {}
