package kpnative.plan;

/**
 * Weights quantised to 8 bits: a weight is approximately {@code value * scale}, with one scale per
 * output channel.
 *
 * @param values -127 to 127, output channel first
 * @param scales one per output channel, greater than 0
 */
record ByteWeights(byte[] values, float[] scales) {
  /** {@return the weights, each rounded to the nearest multiple of its channel's scale} */
  static ByteWeights of(float[] weight, int outputs) {
    byte[] values = new byte[weight.length];
    float[] scales = new float[outputs];
    int perChannel = weight.length / outputs;
    for (int c = 0; c < outputs; c++) {
      float largest = 0;
      for (int i = c * perChannel; i < (c + 1) * perChannel; i++) {
        largest = Math.max(largest, Math.abs(weight[i]));
      }
      scales[c] = largest > 0 ? largest / Byte.MAX_VALUE : 1;
      for (int i = c * perChannel; i < (c + 1) * perChannel; i++) {
        values[i] = (byte) Math.round(weight[i] / scales[c]);
      }
    }
    return new ByteWeights(values, scales);
  }
}
