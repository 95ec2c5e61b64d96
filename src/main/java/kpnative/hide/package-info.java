/**
 * Faces made unrecognisable in pictures: whole heads, by fill, blur or coarse pixels.
 *
 * <p>Start with {@link kpnative.hide.FaceHiding}. Pictures are Java's, in the photograph's frame.
 */
@NullMarked
package kpnative.hide;

import org.jspecify.annotations.NullMarked;
