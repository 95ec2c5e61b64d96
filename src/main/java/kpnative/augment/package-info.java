@NullMarked
package kpnative.augment;

import org.jspecify.annotations.NullMarked;
