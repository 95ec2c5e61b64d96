/**
 * Readers of annotation files: ASF, PTS, dlib XML and CSV. Start with {@link
 * kpnative.data.read.DatasetReader}.
 *
 * <p>Files are untrusted: readers check sizes and counts before they allocate memory, and every
 * error names the file and, where known, the line.
 */
@NullMarked
package kpnative.data.read;

import org.jspecify.annotations.NullMarked;
