@NullMarked
package kpnative.data;

import org.jspecify.annotations.NullMarked;
