/**
 * Reads and writes video frames: numbered pictures, and Motion JPEG in AVI files. Files are
 * untrusted: lengths are checked against the file's size before memory is allocated.
 */
@NullMarked
package kpnative.video;

import org.jspecify.annotations.NullMarked;
