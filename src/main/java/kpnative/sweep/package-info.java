/**
 * Several trainings to compare, each in its own process. Start with {@link kpnative.sweep.Sweep}.
 */
@NullMarked
package kpnative.sweep;

import org.jspecify.annotations.NullMarked;
