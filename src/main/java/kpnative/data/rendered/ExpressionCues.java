package kpnative.data.rendered;

/**
 * What an expression does to the skin's folds, each from 0 to 1.
 *
 * @param smile deepens the folds beside nose and mouth, and those beside the eyes
 * @param browRaise draws lines across the forehead
 * @param frown draws lines between the brows
 * @param squint draws lines beside and below the eyes
 * @param noseWrinkle draws lines across the nose's root
 */
record ExpressionCues(float smile, float browRaise, float frown, float squint, float noseWrinkle) {
  /** A face at rest. */
  static final ExpressionCues REST = new ExpressionCues(0, 0, 0, 0, 0);
}
