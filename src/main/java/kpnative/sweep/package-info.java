/**
 * Several trainings side by side, each a process of its own. Start with {@link
 * kpnative.sweep.Sweep}.
 */
@NullMarked
package kpnative.sweep;

import org.jspecify.annotations.NullMarked;
