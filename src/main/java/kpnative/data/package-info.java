/**
 * Files to annotated faces, and annotated faces to the two sides of a split.
 *
 * <p>A <em>reader</em> turns one annotation file (ASF, PTS, dlib XML, CSV) into {@link
 * kpnative.data.AnnotatedFace}s; a {@link kpnative.data.DataSpec} is what a user writes after
 * {@code --data}; a {@link kpnative.data.Dataset} is what several of them add up to; a {@link
 * kpnative.data.SplitRule} divides it without letting a photograph or a person onto both sides.
 *
 * <p>A {@link kpnative.data.PictureCache} keeps decoded pictures, in memory or in a {@link
 * kpnative.data.CacheFile}; {@link kpnative.data.AtomicFile} replaces a file so that a reader or a
 * crash sees the old one or the new one, never a part.
 *
 * <p>Keypoints and boxes are in the photograph's frame: pixels, whole numbers are pixel centres. A
 * format that counts from 1 is shifted on reading. Annotation files are taken for hostile: sizes
 * and counts are bounded before memory is taken, and nothing outside them is fetched.
 */
@NullMarked
package kpnative.data;

import org.jspecify.annotations.NullMarked;
