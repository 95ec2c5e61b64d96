/**
 * Trains a recipe: optimiser, learning rate schedule, EMA, validation, checkpoints and resuming.
 *
 * <p>Start with {@link kpnative.train.Training}. A <em>recipe</em> determines what is learned and
 * how; a <em>run</em> is one execution of it, a folder; a <em>step</em> is one optimiser update; a
 * <em>state</em> is what a run is resumed from. Every random choice is a function of the recipe's
 * seed and of epoch, step or position, so a resumed run ends bit-identical to an uninterrupted one.
 * Nothing here draws, prints or parses a command line.
 */
@NullMarked
package kpnative.train;

import org.jspecify.annotations.NullMarked;
