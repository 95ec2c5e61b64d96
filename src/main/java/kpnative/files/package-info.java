/**
 * Files on disk: atomic replacement, one process at a time, and recursive search below a folder.
 */
@NullMarked
package kpnative.files;

import org.jspecify.annotations.NullMarked;
