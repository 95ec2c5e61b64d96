/**
 * Previews of a recipe's training samples: what the network receives, and each step of the
 * augmentation.
 */
@NullMarked
package kpnative.preview;

import org.jspecify.annotations.NullMarked;
