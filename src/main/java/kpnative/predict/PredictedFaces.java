package kpnative.predict;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import kpnative.data.annotation.AnnotationSet;
import kpnative.infer.DetectorSpec;

/**
 * What a detector found in all pictures that could be read. Immutable.
 *
 * @param spec the detector's
 * @param pictures in the order in which they were read
 */
public record PredictedFaces(DetectorSpec spec, List<PictureFaces> pictures) {
  /** Copies the list. */
  public PredictedFaces {
    pictures = List.copyOf(pictures);
  }

  /** {@return the number of faces in all pictures} */
  public int faces() {
    return pictures.stream().mapToInt(found -> found.faces().size()).sum();
  }

  /** {@return the number of pictures without a face} */
  public int withoutFace() {
    return (int) pictures.stream().filter(found -> found.faces().isEmpty()).count();
  }

  /** {@return a JSON array with one object per picture, as docs/formats.md describes it} */
  public String toJson() {
    try {
      return FoundFaces.json(spec, pictures);
    } catch (JsonProcessingException e) { // numbers and texts of our own
      throw new IllegalStateException("faces could not be written as JSON", e);
    }
  }

  /** {@return what was found as annotations, each face with a score: a draft for a person} */
  public AnnotationSet toAnnotations() {
    return FaceDrafts.of(spec, pictures);
  }

  /** {@return a CSV header, and one line per keypoint, as docs/formats.md describes it} */
  public String toCsv() {
    return FoundFaces.csv(spec, pictures);
  }
}
