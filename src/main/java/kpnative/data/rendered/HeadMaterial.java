package kpnative.data.rendered;

/** What a triangle of the head is made of: the materials of ICT-FaceKit's meshes. */
public enum HeadMaterial {
  /** The skin of the face. */
  FACE("M_Face"),
  /** The skin of head and neck, and what lies behind the openings of mouth and eyes. */
  BACK_HEAD("M_BackHead"),
  /** Gums and tongue. */
  GUMS_TONGUE("M_GumsTongue"),
  /** Teeth. */
  TEETH("M_Teeth"),
  /** The white of the left eye. */
  SCLERA_LEFT("M_ScleraLeft"),
  /** Iris and pupil of the left eye. */
  IRIS_LEFT("M_IrisLeft"),
  /** The white of the right eye. */
  SCLERA_RIGHT("M_ScleraRight"),
  /** Iris and pupil of the right eye. */
  IRIS_RIGHT("M_IrisRight"),
  /** The wet line along the lower lids; transparent. */
  LACRIMAL_FLUID("M_LacrimalFluid"),
  /** A strip that softens the edge between lid and eyeball; transparent. */
  EYE_BLEND("M_EyeBlend"),
  /** A shell before the eyeball that darkens it under the lids; transparent. */
  EYE_OCCLUSION("M_EyeOcclusion"),
  /** Eyelashes, as strips whose texture is transparent between them. */
  EYE_LASHES("M_EyeLashes");

  private final String fileName;

  HeadMaterial(String fileName) {
    this.fileName = fileName;
  }

  /** {@return the material's name in files, such as {@code M_Face}} */
  public String fileName() {
    return fileName;
  }
}
