/**
 * What is wrong or odd in annotated faces: a {@link kpnative.data.check.DataCheck} reads every
 * picture once, one after the other, keeps a small patch of each face, and says what it found.
 *
 * <p>A shape is a face's keypoints without regard to place, size and turn. Nothing here changes
 * data, or decides what is used.
 */
@NullMarked
package kpnative.data.check;

import org.jspecify.annotations.NullMarked;
