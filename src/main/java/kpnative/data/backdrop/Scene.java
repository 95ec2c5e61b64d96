package kpnative.data.backdrop;

/** Paints one kind of picture. */
interface Scene {
  /** Covers the whole canvas; {@code dice} alone says what comes out. */
  void paint(Canvas canvas, Dice dice);
}
