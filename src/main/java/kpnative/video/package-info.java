/**
 * Frames of videos in and out: numbered pictures, and Motion JPEG in AVI files. Files are hostile:
 * lengths are checked against the file before memory is taken.
 */
@NullMarked
package kpnative.video;

import org.jspecify.annotations.NullMarked;
