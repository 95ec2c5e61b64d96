@NullMarked
package kpnative.train;

import org.jspecify.annotations.NullMarked;
