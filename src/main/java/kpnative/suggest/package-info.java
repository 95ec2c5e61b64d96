/**
 * Which labels to look at again, and which pictures to label next.
 *
 * <p>Labels are compared with what the other faces say of them: models are fitted without the face
 * that they judge, nor any of its photograph or person. The <em>face's frame</em> is that of the
 * detector's mean shape: the similarity that fits what the detector found to the mean shape takes a
 * photograph there. Nothing here trains a network.
 */
@NullMarked
package kpnative.suggest;

import org.jspecify.annotations.NullMarked;
