@NullMarked
package kpnative.keypoints;

import org.jspecify.annotations.NullMarked;
