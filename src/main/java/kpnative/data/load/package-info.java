/**
 * Makes batches of annotated faces: worker threads decode pictures or take them from a cache, warp
 * them once, and write them into a batch's memory. Start with {@link
 * kpnative.data.load.BatchLoader}.
 */
@NullMarked
package kpnative.data.load;

import org.jspecify.annotations.NullMarked;
