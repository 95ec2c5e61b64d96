package kpnative.infer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import kpnative.crop.BoxRule;
import kpnative.image.Channels;
import kpnative.network.TensorSlot;
import kpnative.weights.DType;
import kpnative.weights.TensorData;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every way in which one tensor of a detector's file can be wrong; the file and it are named. */
class DetectorTensorFaultsTest {
  private static final DetectorSpec SPEC =
      MadeDetector.spec(BoxRule.From.ANNOTATION, Channels.GRAY, false);

  @TempDir Path temp;

  /** What is done to a tensor. */
  enum Fault {
    NAN("is NaN") {
      @Override
      TensorData of(TensorData right) {
        return with(right, Float.NaN);
      }
    },
    INFINITE("is -Infinity") {
      @Override
      TensorData of(TensorData right) {
        return with(right, Float.NEGATIVE_INFINITY);
      }
    },
    HALF_INFINITE("is Infinity") {
      @Override
      TensorData of(TensorData right) {
        ByteBuffer halves =
            ByteBuffer.allocate(2 * (int) right.elements()).order(ByteOrder.LITTLE_ENDIAN);
        return new TensorData(DType.F16, right.shape(), halves.putShort(0, (short) 0x7c00));
      }
    },
    TOO_LARGE_FOR_32_BITS("is Infinity") {
      @Override
      TensorData of(TensorData right) {
        ByteBuffer doubles =
            ByteBuffer.allocate(8 * (int) right.elements()).order(ByteOrder.LITTLE_ENDIAN);
        return new TensorData(DType.F64, right.shape(), doubles.putDouble(0, 1e300));
      }
    },
    WHOLE_NUMBERS("got I64") {
      @Override
      TensorData of(TensorData right) {
        return TensorData.ofLongs(new long[(int) right.elements()], right.shape());
      }
    },
    OTHER_SHAPE("needs floats") {
      @Override
      TensorData of(TensorData right) {
        return TensorData.ofFloats(new float[(int) right.elements()], 1, right.elements());
      }
    };

    private final String said;

    Fault(String said) {
      this.said = said;
    }

    abstract TensorData of(TensorData right);

    private static TensorData with(TensorData right, float last) {
      float[] values = right.floats();
      values[values.length - 1] = last;
      return TensorData.ofFloats(values, right.shape());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theTensorAndTheFileAreNamed(Fault fault) throws IOException {
    Map<String, TensorData> right = new LinkedHashMap<>();
    for (TensorSlot slot : SPEC.graph().slots()) {
      right.put(
          slot.name(),
          TensorData.ofFloats(
              new float[(int) slot.elements()],
              slot.shape().stream().mapToLong(Integer::longValue).toArray()));
    }
    for (String name : right.keySet()) {
      Map<String, TensorData> wrong = new LinkedHashMap<>(right);
      wrong.put(name, fault.of(right.get(name)));
      Path file = MadeDetector.write(temp.resolve("w.safetensors"), SPEC, wrong);

      assertThatThrownBy(() -> DetectorFile.read(file))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(file + ": ")
          .hasMessageContaining(name)
          .hasMessageContaining(fault.said);
    }
  }
}
