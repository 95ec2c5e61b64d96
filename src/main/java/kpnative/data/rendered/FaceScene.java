package kpnative.data.rendered;

import java.util.ArrayList;
import java.util.List;

/**
 * What stands before the camera: surfaces, and strands of hair over them, in the head's frame.
 * Those who make a face add to it; {@link FaceShader} renders it. Not thread-safe.
 */
final class FaceScene {
  /** Opaque surfaces, in any order; {@link #own} says how many of the first are the face. */
  final List<Surface> surfaces = new ArrayList<>();

  /** Drawn in this order, after the surfaces. */
  final List<Strands> strands = new ArrayList<>();

  /** Drawn last: panes that let some light through. */
  final List<Pane> panes = new ArrayList<>();

  /** How many of the first surfaces are the face's skin, eyes and mouth. */
  int own;
}
