/** Files on disk: written whole or not at all, and found below a folder. */
@NullMarked
package kpnative.files;

import org.jspecify.annotations.NullMarked;
