/**
 * Keypoints in a network's input frame to the numbers that it learns, and back.
 *
 * <p>A codec says nothing of losses or networks, and holds no state: it maps pixels of the input
 * (whole numbers are pixel centres) to floats. Decoding what was encoded gives the keypoints back,
 * to a small part of a pixel.
 */
@NullMarked
package kpnative.codec;

import org.jspecify.annotations.NullMarked;
