/** Detects keypoints in photographs and videos, draws them, and writes them as JSON and CSV. */
@NullMarked
package kpnative.predict;

import org.jspecify.annotations.NullMarked;
