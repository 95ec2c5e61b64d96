@NullMarked
package kpnative.network;

import org.jspecify.annotations.NullMarked;
