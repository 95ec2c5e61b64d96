/**
 * Decodes pictures and resamples them through a warp into a network's input tensor.
 *
 * <p>A picture's frame is the source frame: pixels after the EXIF orientation is applied; whole
 * numbers are pixel centres. Gray pictures hold luma, color pictures blue, green and red, 8 bits
 * each; network inputs hold red, green and blue, channels last. Files are untrusted input.
 *
 * <p>Nothing here depends on faces, keypoints or random choices.
 */
@NullMarked
package kpnative.image;

import org.jspecify.annotations.NullMarked;
