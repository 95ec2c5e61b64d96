/**
 * Faces rendered of a 3D head, with exact keypoints.
 *
 * <p>Frame of the head: centimetres, x to the person's left, y up, z out of the face; left and
 * right are the person's own. The camera's frame: cm, x right in the picture, y up, z to the
 * camera. Heads come from files, which may be hostile.
 *
 * <p>In order of use: {@code HeadModelFile} reads a {@code HeadModel}; {@code RenderedFaces} and
 * {@code RenderedScenes} draw who is seen from where ({@code RenderedFace}: {@code Traits}, {@code
 * HeadShape}, {@code FacePose}); {@code FaceMaker} makes {@code FaceParts} and puts on them {@code
 * SkinTexture}, {@code Clothes}, {@code Hair} and what {@code Worn} chooses, all into a {@code
 * FaceScene} of {@code Surface}s, {@code Strands} and {@code Pane}s; {@code FaceShader} renders it
 * under a {@code Lighting} onto a {@code Canvas}; {@code Exposure} makes bytes of that. {@code
 * FaceLabels} says where the keypoints are.
 */
@NullMarked
package kpnative.data.rendered;

import org.jspecify.annotations.NullMarked;
