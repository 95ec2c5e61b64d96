package kpnative.keypoints;

/**
 * The 68 points of iBUG on a mean adult head, in space: what a pose is found by.
 *
 * <p>Frame: centimetres, x to the person's left, y up, z out of the face; the origin is the middle
 * between the outer eye corners. Points 0 to 16 are a line on the skin along the jaw; in
 * photographs people put them on the outline that is seen, which is another line as soon as the
 * head turns.
 *
 * @see <a href="https://github.com/ICT-VGL/ICT-FaceKit">ICT-FaceKit, whose mean head at its 68
 *     landmarks these are; its licence is in this file's source</a>
 */
/*
 * The numbers are taken from the ICT Face Model Light, which comes under these terms:
 *
 * Copyright (c) 2020 USC Institute for Creative Technologies
 *
 * Permission is hereby granted, free of charge, to any person obtaining a copy
 * of this software and associated documentation files (the "Software"), to deal
 * in the Software without restriction, including without limitation the rights
 * to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
 * copies of the Software, and to permit persons to whom the Software is
 * furnished to do so, subject to the following conditions:
 *
 * The above copyright notice and this permission notice shall be included in all
 * copies or substantial portions of the Software.
 *
 * THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
 * IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
 * FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
 * AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
 * LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
 * OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
 * SOFTWARE.
 */
public final class MeanFacePoints {
  private static final double[] XYZ = {
    -7.363, 0.244, -4.946, // jaw, from the person's right
    -7.276, -1.941, -4.678,
    -6.938, -3.893, -4.070,
    -6.557, -5.788, -3.429,
    -5.724, -7.919, -2.475,
    -4.302, -9.639, -1.256,
    -3.051, -10.344, 0.168,
    -1.537, -10.690, 1.668,
    0.000, -10.999, 1.829,
    1.537, -10.690, 1.668,
    3.051, -10.344, 0.168,
    4.302, -9.639, -1.256,
    5.724, -7.919, -2.475,
    6.557, -5.788, -3.429,
    6.938, -3.893, -4.070,
    7.276, -1.941, -4.678,
    7.363, 0.244, -4.946,
    -5.815, 1.767, -0.693, // brows
    -4.933, 2.545, 0.386,
    -3.793, 2.823, 1.225,
    -2.415, 2.760, 1.879,
    -1.172, 2.476, 2.125,
    1.172, 2.476, 2.125,
    2.415, 2.760, 1.879,
    3.793, 2.823, 1.225,
    4.933, 2.545, 0.386,
    5.815, 1.767, -0.693,
    0.000, 0.309, 2.131, // nose
    0.000, -0.798, 2.915,
    0.000, -1.821, 3.703,
    0.000, -3.026, 4.466,
    -1.253, -4.577, 2.268,
    -0.602, -4.570, 2.816,
    0.000, -4.635, 2.963,
    0.602, -4.570, 2.816,
    1.253, -4.577, 2.268,
    -4.459, 0.000, 0.000, // eyes
    -3.869, 0.443, 0.760,
    -2.781, 0.504, 0.928,
    -1.844, -0.180, 0.593,
    -2.729, -0.347, 0.811,
    -3.856, -0.360, 0.626,
    1.844, -0.180, 0.593,
    2.781, 0.504, 0.928,
    3.869, 0.443, 0.760,
    4.459, 0.000, 0.000,
    3.856, -0.360, 0.626,
    2.729, -0.347, 0.811,
    -2.535, -6.952, 1.585, // outer lips
    -1.702, -6.209, 2.618,
    -0.728, -5.854, 3.126,
    0.000, -5.915, 3.236,
    0.728, -5.854, 3.126,
    1.702, -6.209, 2.618,
    2.535, -6.952, 1.585,
    1.801, -7.489, 2.295,
    1.034, -7.734, 2.786,
    0.000, -7.809, 2.946,
    -1.034, -7.734, 2.786,
    -1.801, -7.489, 2.295,
    -2.209, -6.922, 1.525, // inner lips
    -0.996, -6.729, 2.484,
    0.000, -6.756, 2.678,
    0.996, -6.729, 2.484,
    2.209, -6.922, 1.525,
    1.069, -6.812, 2.437,
    0.000, -6.832, 2.650,
    -1.069, -6.812, 2.437,
  };

  private MeanFacePoints() {}

  /** {@return 68} */
  public static int count() {
    return XYZ.length / 3;
  }

  /** {@return how far a point is to the person's left of the outer eye corners' middle, cm} */
  public static double x(int point) {
    return XYZ[3 * point];
  }

  /** {@return how far it is above, cm} */
  public static double y(int point) {
    return XYZ[3 * point + 1];
  }

  /** {@return how far it is before, cm} */
  public static double z(int point) {
    return XYZ[3 * point + 2];
  }

  /** {@return x, y and z of one point after the other, a copy, [68 * 3]} */
  public static double[] toArray() {
    return XYZ.clone();
  }
}
