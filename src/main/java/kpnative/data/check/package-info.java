/**
 * Checks annotated faces for errors and oddities. A {@link kpnative.data.check.DataCheck} reads
 * every picture once, in order, keeps a small patch of each face, and reports findings.
 *
 * <p>A shape is a face's keypoints up to position, size and rotation. This package does not change
 * data or decide which data are used.
 */
@NullMarked
package kpnative.data.check;

import org.jspecify.annotations.NullMarked;
