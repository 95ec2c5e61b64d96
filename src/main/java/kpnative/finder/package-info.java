/**
 * The face finder's network, its cells and its file.
 *
 * <p>Frame: the input's pixels; whole numbers are pixel centres. A <em>cell</em> is a square of 8,
 * 16 or 32 pixels a side, in which the network says whether a face's middle is there, where its box
 * lies and where its five marks are. Nothing here knows photographs; {@code kpnative.face} does.
 */
@NullMarked
package kpnative.finder;

import org.jspecify.annotations.NullMarked;
