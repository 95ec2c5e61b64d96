/**
 * Files on disk: opened in one place, replaced at once and never without leave, one process at a
 * time, and recursive search below a folder.
 */
@NullMarked
package kpnative.files;

import org.jspecify.annotations.NullMarked;
