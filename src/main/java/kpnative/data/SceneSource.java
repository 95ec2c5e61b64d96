package kpnative.data;

import java.io.IOException;

/**
 * Endless scenes by index: the same index always gives the same scene, whatever was asked for
 * before, so that a resumed training sees what an uninterrupted one would. Thread-safe.
 */
@FunctionalInterface
public interface SceneSource {
  /**
   * {@return a scene}
   *
   * @param index at least 0
   * @throws IOException if a file that it is made of cannot be read
   */
  Scene scene(long index) throws IOException;
}
