/** Files on disk: atomic replacement, never without leave, and recursive search below a folder. */
@NullMarked
package kpnative.files;

import org.jspecify.annotations.NullMarked;
