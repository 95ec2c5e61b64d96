package kpnative.data.write;

import java.util.List;
import kpnative.data.annotation.AnnotationSet;
import kpnative.data.annotation.PointLayout;
import kpnative.files.AtomicFile;

/** The labels as CVAT's page for a task's labels takes them. */
final class CvatLabelsText {
  private CvatLabelsText() {}

  static AtomicFile.Content of(AnnotationSet set, List<SkeletonDrawing> drawings) {
    return JsonText.of(
        json -> {
          json.writeStartArray();
          for (int i = 0; i < set.layouts().size(); i++) {
            PointLayout layout = set.layouts().get(i);
            json.writeStartObject();
            json.writeStringField("name", layout.name());
            json.writeStringField("type", "skeleton");
            json.writeArrayFieldStart("attributes");
            json.writeEndArray();
            json.writeArrayFieldStart("sublabels");
            for (String point : layout.points()) {
              json.writeStartObject();
              json.writeStringField("name", point);
              json.writeStringField("type", "points");
              json.writeArrayFieldStart("attributes");
              json.writeEndArray();
              json.writeEndObject();
            }
            json.writeEndArray();
            json.writeStringField("svg", drawings.get(i).svg());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }
}
