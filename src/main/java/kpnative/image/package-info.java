/**
 * One decoded picture, and its resampling by a warp into the memory of a network's input.
 *
 * <p>A picture's frame is the source frame: pixels, whole numbers at pixel centres, after its EXIF
 * orientation was applied. Gray pictures hold luma, color ones blue, green and red, 8 bits each;
 * inputs hold red, green and blue, pixel by pixel. Files are taken for hostile.
 *
 * <p>Nothing here knows of faces, keypoints or chance.
 */
@NullMarked
package kpnative.image;

import org.jspecify.annotations.NullMarked;
