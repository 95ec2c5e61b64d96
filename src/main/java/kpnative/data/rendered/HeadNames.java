package kpnative.data.rendered;

import java.util.List;

/** How many modes a head's file holds, and what its expressions are called. */
final class HeadNames {
  /** The number of identity components of ICT's light model. */
  static final int IDENTITIES = 100;

  /**
   * The expressions, in the order of {@code vertex_indices.json} of ICT-FaceKit: Apple ARKit's
   * names with L and R for the person's left and right.
   */
  static final List<String> EXPRESSIONS =
      List.of(
          "browDown_L",
          "browDown_R",
          "browInnerUp_L",
          "browInnerUp_R",
          "browOuterUp_L",
          "browOuterUp_R",
          "cheekPuff_L",
          "cheekPuff_R",
          "cheekSquint_L",
          "cheekSquint_R",
          "eyeBlink_L",
          "eyeBlink_R",
          "eyeLookDown_L",
          "eyeLookDown_R",
          "eyeLookIn_L",
          "eyeLookIn_R",
          "eyeLookOut_L",
          "eyeLookOut_R",
          "eyeLookUp_L",
          "eyeLookUp_R",
          "eyeSquint_L",
          "eyeSquint_R",
          "eyeWide_L",
          "eyeWide_R",
          "jawForward",
          "jawLeft",
          "jawOpen",
          "jawRight",
          "mouthClose",
          "mouthDimple_L",
          "mouthDimple_R",
          "mouthFrown_L",
          "mouthFrown_R",
          "mouthFunnel",
          "mouthLeft",
          "mouthLowerDown_L",
          "mouthLowerDown_R",
          "mouthPress_L",
          "mouthPress_R",
          "mouthPucker",
          "mouthRight",
          "mouthRollLower",
          "mouthRollUpper",
          "mouthShrugLower",
          "mouthShrugUpper",
          "mouthSmile_L",
          "mouthSmile_R",
          "mouthStretch_L",
          "mouthStretch_R",
          "mouthUpperUp_L",
          "mouthUpperUp_R",
          "noseSneer_L",
          "noseSneer_R");

  private HeadNames() {}
}
