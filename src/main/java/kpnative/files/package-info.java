/** Files on disk: atomic replacement, and recursive search below a folder. */
@NullMarked
package kpnative.files;

import org.jspecify.annotations.NullMarked;
