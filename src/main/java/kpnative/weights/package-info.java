@NullMarked
package kpnative.weights;

import org.jspecify.annotations.NullMarked;
