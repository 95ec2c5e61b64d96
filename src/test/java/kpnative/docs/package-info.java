/**
 * The pages under {@code docs} and beside them: a test that holds them to the code, and the
 * programs that draw their pictures, which {@code docs/images/make.sh} runs.
 */
@NullMarked
package kpnative.docs;

import org.jspecify.annotations.NullMarked;
