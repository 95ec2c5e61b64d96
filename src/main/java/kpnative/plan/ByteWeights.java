package kpnative.plan;

/**
 * Weights in 8 bits: a weight is about {@code value * scale}, with a scale an output channel.
 *
 * @param values -127 to 127, output channel by output channel
 * @param scales greater than 0
 */
record ByteWeights(byte[] values, float[] scales) {
  /** {@return the weights, each rounded to the nearest step of its channel} */
  static ByteWeights of(float[] weight, int outputs) {
    byte[] values = new byte[weight.length];
    float[] scales = new float[outputs];
    int each = weight.length / outputs;
    for (int c = 0; c < outputs; c++) {
      float most = 0;
      for (int i = c * each; i < (c + 1) * each; i++) {
        most = Math.max(most, Math.abs(weight[i]));
      }
      scales[c] = most > 0 ? most / Byte.MAX_VALUE : 1;
      for (int i = c * each; i < (c + 1) * each; i++) {
        values[i] = (byte) Math.round(weight[i] / scales[c]);
      }
    }
    return new ByteWeights(values, scales);
  }
}
