/**
 * What stands behind a face: pictures of walls, rooms, streets, leaves and lights, without people,
 * painted from random numbers alone.
 *
 * <p>Words: a <i>scene</i> paints on a <i>canvas</i> in its own frame (x right, y down, the middle
 * 0, the height 1); colours are linear RGB, where 1 is a white wall in good light and lamps are
 * more. The same random numbers give the same picture on every machine.
 */
@NullMarked
package kpnative.data.backdrop;

import org.jspecify.annotations.NullMarked;
