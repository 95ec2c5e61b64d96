/**
 * A recipe to a run: losses, optimiser, schedule, checkpoints, resume.
 *
 * <p>Start with {@link kpnative.train.Training}. A <em>recipe</em> says what is learned and how; a
 * <em>run</em> is one execution of it, a folder; a <em>step</em> is one optimiser update; a
 * <em>state</em> is what a run is resumed from. Everything random is a function of the recipe's
 * seed and of epoch, step or position, so a resumed run ends with the bits of one left alone.
 * Nothing here draws, prints or parses a command line.
 */
@NullMarked
package kpnative.train;

import org.jspecify.annotations.NullMarked;
