package kpnative.data.load;

import kpnative.augment.Augmentation;
import kpnative.augment.Randomness;

/**
 * The augmentation of an epoch's samples.
 *
 * @param augmentation the random changes
 * @param randomness the random streams that they are drawn from
 */
public record Augmenting(Augmentation augmentation, Randomness randomness) {}
