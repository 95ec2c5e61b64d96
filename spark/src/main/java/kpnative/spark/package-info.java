/**
 * Apache Spark: faces found in tables of photographs, and networks trained on tables of faces, by
 * the executors of a cluster.
 *
 * <p>Start with {@link kpnative.spark.FacePrediction} or {@link kpnative.spark.FaceTraining}. The
 * driver describes the work; nothing native is loaded there unless it is an executor, too. Boxes
 * and keypoints are in the photograph's frame, as everywhere in the library: pixels, whole numbers
 * at pixel centres. Nothing here changes what the library finds: it passes pictures in and writes
 * answers down.
 */
@NullMarked
package kpnative.spark;

import org.jspecify.annotations.NullMarked;
