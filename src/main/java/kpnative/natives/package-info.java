/**
 * The only code that handles how JavaCPP finds, loads and frees native libraries and objects:
 * loading ({@link kpnative.natives.NativeRuntime}), lifetimes ({@link
 * kpnative.natives.NativeScope}, {@link kpnative.natives.Owned}), threads and devices.
 *
 * <p>Three terms describe a native object. <em>Owned</em>: the receiver closes it.
 * <em>Borrowed</em>: it is valid until the call returns. <em>Scratch</em>: it is freed with the
 * innermost scope. Nothing relies on the garbage collector to free native memory.
 *
 * <p>The list of bundled libraries and their settings are in {@code native-config/}, not in these
 * classes.
 */
@NullMarked
package kpnative.natives;

import org.jspecify.annotations.NullMarked;
