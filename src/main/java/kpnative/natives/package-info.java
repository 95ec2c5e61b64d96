/**
 * The only code that knows how JavaCPP finds, loads and frees native things: loading ({@link
 * kpnative.natives.NativeRuntime}), lifetimes ({@link kpnative.natives.NativeScope}, {@link
 * kpnative.natives.Owned}), threads and devices.
 *
 * <p>Three words for a native object: <em>owned</em>, the receiver closes it; <em>borrowed</em>,
 * valid until the call returns; <em>scratch</em>, dies with the innermost scope. The garbage
 * collector is never the plan.
 *
 * <p>What is bundled and how it is run stands in {@code native-config/}, not in these classes.
 */
@NullMarked
package kpnative.natives;

import org.jspecify.annotations.NullMarked;
