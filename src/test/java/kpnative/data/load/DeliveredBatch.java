package kpnative.data.load;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import kpnative.geometry.Warp;
import kpnative.keypoints.Visibility;
import kpnative.natives.NativeScope;
import org.bytedeco.pytorch.Tensor;

/** The content of a batch; two are equal if every bit is. */
public record DeliveredBatch(
    int number,
    List<Integer> faces,
    List<Warp> warps,
    List<Visibility> marks,
    FloatBuffer input,
    FloatBuffer target) {

  static DeliveredBatch of(Batch b) {
    int keypoints = (int) (b.target().size(1) / 2);
    try (NativeScope scope = NativeScope.open()) {
      return new DeliveredBatch(
          b.number(),
          IntStream.range(0, b.size()).mapToObj(b::face).toList(),
          IntStream.range(0, b.size()).mapToObj(b::warp).toList(),
          IntStream.range(0, b.size() * keypoints)
              .mapToObj(i -> b.visibility(i / keypoints, i % keypoints))
              .toList(),
          floats(b.input()),
          floats(b.target()));
    }
  }

  /** {@return the batches of the loader's current epoch} */
  public static List<DeliveredBatch> rest(BatchLoader loader) throws IOException {
    List<DeliveredBatch> all = new ArrayList<>();
    for (Optional<Batch> next = loader.next(); next.isPresent(); next = loader.next()) {
      try (Batch b = next.get();
          NativeScope scope = NativeScope.open()) {
        all.add(of(b));
      }
    }
    return all;
  }

  /** {@return the values of a CPU tensor, in memory order} */
  static FloatBuffer floats(Tensor tensor) {
    float[] values = new float[(int) tensor.numel()];
    tensor.data_ptr_float().get(values);
    return FloatBuffer.wrap(values);
  }
}
