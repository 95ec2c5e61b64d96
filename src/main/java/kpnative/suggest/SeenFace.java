package kpnative.suggest;

/**
 * What a detector sees of a face.
 *
 * @param candidate the face
 * @param confidence the mean confidence of its points, 0 to 1; NaN if the detector is not
 *     calibrated
 * @param shaken how far the points move where the box does: their root mean square distance from
 *     the mean of several displaced boxes, a fraction of the box's side
 * @param mirrored the mean distance of the points from those of the mirrored face, a fraction of
 *     the box's side; NaN if the schema has no mirror pairs
 * @param shape the points in the face's frame, less the mean shape: pose and expression
 */
record SeenFace(
    Candidate candidate, double confidence, double shaken, double mirrored, double[] shape) {}
