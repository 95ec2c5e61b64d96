/**
 * kp-native from a data set to a deployed detector, in eleven pages of code. Read them in the order
 * of their numbers, or begin with the one that you need: every page stands alone, and every build
 * runs it. The documentation's Java is cut from them.
 *
 * <ol>
 *   <li>{@link kpnative.tutorial.Tutorial01ReadAFaceTest Read a face}: annotated faces, the names
 *       of their keypoints, and the way of one keypoint into a network's input and back.
 *   <li>{@link kpnative.tutorial.Tutorial02TrainADetectorTest Train a detector}: a recipe, a run
 *       and its folder, and the error beside the mean shape's.
 *   <li>{@link kpnative.tutorial.Tutorial03DetectTest Detect keypoints in a known box}: weights, a
 *       photograph and a box; keypoints and an overlay.
 *   <li>{@link kpnative.tutorial.Tutorial04FindFacesTest Find the faces of a photograph}: one call
 *       from a file to every face, its named points and its confidence, with the model in the jar.
 *   <li>{@link kpnative.tutorial.Tutorial05FollowFacesTest Follow faces along a video}: who is who
 *       from frame to frame, and smoothing that does not lag.
 *   <li>{@link kpnative.tutorial.Tutorial06ExportTest Export a detector}: ONNX for ONNX Runtime,
 *       and what you have to write before and after the network.
 *   <li>{@link kpnative.tutorial.Tutorial07OwnRecipeTest Write a recipe}: a YAML file that extends
 *       another, single values over it, and how mistakes are reported.
 *   <li>{@link kpnative.tutorial.Tutorial08OwnDataTest Bring your own data}: a table of keypoints,
 *       checked, split by person, trained on and evaluated.
 *   <li>{@link kpnative.tutorial.Tutorial09PrecisionTest Compute with fewer bits}: bfloat16, int8,
 *       what they cost, and when not to.
 *   <li>{@link kpnative.tutorial.Tutorial10PoseChipsHideTest Look at a face closely}: how a head is
 *       turned, chips for recognition, faces hidden, small faces in large photographs.
 *   <li>{@link kpnative.tutorial.Tutorial11VisibilityTest Which keypoints can be seen}: what hides
 *       a point, and what teaches a network to say so.
 * </ol>
 */
@NullMarked
package kpnative.tutorial;

import org.jspecify.annotations.NullMarked;
