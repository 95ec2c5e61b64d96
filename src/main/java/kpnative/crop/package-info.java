/**
 * Which part of a photograph the network sees: the rule that makes a box, and the warp from that
 * box to the network's input. Boxes are in the photograph's frame, pixels, whole numbers at pixel
 * centres. Knows no data set.
 */
@NullMarked
package kpnative.crop;

import org.jspecify.annotations.NullMarked;
