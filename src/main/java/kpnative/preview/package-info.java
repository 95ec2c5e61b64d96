/** What the network will see: samples of a recipe, and how each comes about, a picture a step. */
@NullMarked
package kpnative.preview;

import org.jspecify.annotations.NullMarked;
