/**
 * Annotation files to annotated faces: ASF, PTS, dlib XML and CSV. Start with {@link
 * kpnative.data.read.DatasetReader}.
 *
 * <p>Files are hostile: sizes and counts are bounded before memory is taken, and every error names
 * file and line.
 */
@NullMarked
package kpnative.data.read;

import org.jspecify.annotations.NullMarked;
