/**
 * Random but replayable changes of a training picture and its keypoints together: seed in, one warp
 * and one tone change out.
 *
 * <p>An {@link kpnative.augment.Augmentation} holds ranges, a {@link
 * kpnative.augment.DrawnAugmentation} the values drawn from them for one sample, in the frame of
 * the network's input. Nothing here touches a picture's pixels, except that an occluding patch is
 * painted into the sampled input; and nothing keeps a random state between samples.
 */
@NullMarked
package kpnative.augment;

import org.jspecify.annotations.NullMarked;
