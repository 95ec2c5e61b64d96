/**
 * Annotation sets to files. Start with {@link kpnative.data.write.AnnotationFiles}.
 *
 * <p>A writer is given what its format can hold, no more: the rest has been counted before. Files
 * that exist are replaced only with leave, and nothing is written outside the folder that was
 * named, whatever pictures are called.
 */
@NullMarked
package kpnative.data.write;

import org.jspecify.annotations.NullMarked;
