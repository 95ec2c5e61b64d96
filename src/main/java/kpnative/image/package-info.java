@NullMarked
package kpnative.image;

import org.jspecify.annotations.NullMarked;
