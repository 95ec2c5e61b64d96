/**
 * Annotated faces to batches: pictures are decoded or taken from a cache, warped once, and written
 * into a batch's memory by several threads. Start with {@link kpnative.data.load.BatchLoader}.
 */
@NullMarked
package kpnative.data.load;

import org.jspecify.annotations.NullMarked;
