/** What this build is and what it is made of: version, commit, bundled parts and their licences. */
@NullMarked
package kpnative.about;

import org.jspecify.annotations.NullMarked;
