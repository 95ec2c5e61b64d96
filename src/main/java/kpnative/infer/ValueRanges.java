package kpnative.infer;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kpnative.data.AnnotatedFace;
import kpnative.data.FaceSampler;
import kpnative.data.load.PictureCache;
import kpnative.image.Border;
import kpnative.image.InputSlots;
import kpnative.image.Resampler;
import kpnative.plan.InferencePlan;
import kpnative.plan.PlanMemory;
import kpnative.plan.Precision;
import kpnative.text.SpecMapper;

/**
 * How large the numbers inside a network become, as some faces showed: what computing with 8 bits
 * is scaled by. Immutable.
 *
 * @param largest size of a number, by name of the network's value
 */
public record ValueRanges(Map<String, Float> largest) {
  /** The metadata's key, as JSON. */
  public static final String KEY = "kpnative.int8";

  /** Copies the map. */
  public ValueRanges {
    largest = Map.copyOf(largest);
  }

  /**
   * {@return the ranges in a weight file's metadata}
   *
   * @param file names the file in messages
   * @throws IOException if there are none, or they are not valid
   */
  static ValueRanges of(Map<String, String> metadata, String file) throws IOException {
    String json = metadata.get(KEY);
    if (json == null) {
      throw new IOException(
          file
              + ": no ranges for int8 in its metadata; the quantize command makes a file with"
              + " them");
    }
    try {
      return SpecMapper.json().readValue(json, ValueRanges.class);
    } catch (JsonProcessingException e) {
      throw new IOException(
          file + ": the ranges for int8 are not valid: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * {@return the ranges of a detector}
   *
   * @param faces that are shown to it, without augmentation
   * @param pictures borrowed
   * @throws IOException if a picture cannot be read
   */
  public static ValueRanges observe(
      DetectorFile file, List<AnnotatedFace> faces, PictureCache pictures) throws IOException {
    FaceSampler sampler = file.spec().sampler();
    Map<String, Float> largest = new TreeMap<>();
    try (InferencePlan plan = new InferencePlan(file.graph(), file.tensors(), Precision.FLOAT32);
        PlanMemory memory = plan.memory(1);
        InputSlots slots = InputSlots.floats(file.spec().input(), memory.input(), 1);
        Resampler resampler = new Resampler(file.spec().input())) {
      for (AnnotatedFace face : faces) {
        pictures.use(
            face.picture(),
            picture -> {
              resampler.sample(picture, sampler.crop(face), Border.CONSTANT, List.of(), slots, 0);
              memory.observe(largest);
              return face;
            });
      }
    }
    return new ValueRanges(largest);
  }

  /** {@return this as JSON, for the metadata} */
  public String toJson() {
    try {
      return SpecMapper.json().writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
