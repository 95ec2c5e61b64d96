@NullMarked
package kpnative.geometry;

import org.jspecify.annotations.NullMarked;
