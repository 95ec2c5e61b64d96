package kpnative.label;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import kpnative.data.read.NamedPictures;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.geometry.Size;
import kpnative.image.ImageReader;
import kpnative.image.PictureFiles;
import kpnative.keypoints.Edge;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.PointState;

/**
 * A set in one file of COCO's keypoints, with the pictures of its folder. Of an annotation, the
 * keypoints and their number are replaced, and the box where it was the one around them; crowds,
 * other categories and whatever else the file holds stay.
 */
/* Coordinates: whole numbers are pixel centres, counted from 0, as COCO's keypoints are. Those of
boxes are the edges between pixels. */
final class CocoFile implements LabelStore {

  private final JsonFile json;
  private final KeypointSchema schema;
  private final int[] order; // of each point of the schema, its place in the file
  private final List<Path> pictures = new ArrayList<>();
  private final Map<Integer, List<ObjectNode>> annotations = new HashMap<>(); // by picture

  /**
   * Opens a file, or begins one that is made with the first face.
   *
   * @param points the schema; empty for that of the file's category
   * @param other the schema of a new file, if {@code points} is empty
   * @param notes receives lines about annotations that are not shown
   * @throws IOException if the file is not COCO's or says no schema, or there is no picture
   */
  CocoFile(
      Path file,
      Optional<KeypointSchema> points,
      Optional<KeypointSchema> other,
      Consumer<String> notes)
      throws IOException {
    Path folder = FileTree.folderOf(file.toAbsolutePath());
    boolean exists = Files.exists(file);
    json = new JsonFile(file, exists ? object() : empty(file, points.or(() -> other)));
    schema = schemaOf(exists ? points : points.or(() -> other));
    order = orderOf(schema);
    Set<Path> seen = new HashSet<>();
    for (JsonNode image : list("images")) {
      NamedPictures.named(
              List.of(folder, folder.resolve("images")), image.path("file_name").asText())
          .filter(seen::add)
          .ifPresent(pictures::add);
    }
    for (Path picture : picturesUnder(folder, pictures.isEmpty())) {
      if (seen.add(picture)) {
        pictures.add(picture);
      }
    }
    tell(index(), notes);
  }

  /** Beside a list of pictures elsewhere there need be none in the folder. */
  private static List<Path> picturesUnder(Path folder, boolean needed) throws IOException {
    try {
      return PictureFiles.under(folder);
    } catch (IOException e) {
      if (needed) {
        throw e;
      }
      return List.of();
    }
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static ObjectNode empty(Path file, Optional<KeypointSchema> points) throws IOException {
    KeypointSchema schema =
        points.orElseThrow(
            () -> new IOException(FileNames.text(file) + ": a new file needs --schema"));
    ObjectNode content = object();
    content.putArray("images");
    content.putArray("annotations");
    ObjectNode face = content.putArray("categories").addObject();
    face.put("id", 1).put("name", "face").put("supercategory", "person");
    ArrayNode names = face.putArray("keypoints");
    for (int k = 0; k < schema.count(); k++) {
      names.add(schema.pointName(k));
    }
    ArrayNode skeleton = face.putArray("skeleton");
    for (Edge line : schema.edges()) {
      skeleton.addArray().add(line.from() + 1).add(line.to() + 1);
    }
    return content;
  }

  private KeypointSchema schemaOf(Optional<KeypointSchema> points) throws IOException {
    int count = category().path("keypoints").size();
    if (count == 0) {
      throw new IOException(
          FileNames.text(json.path()) + ": expected a category with keypoints, as COCO has them");
    }
    if (points.isPresent() && points.get().count() != count) {
      throw new IOException(
          FileNames.text(json.path())
              + ": its category has "
              + count
              + " keypoints, and the schema "
              + points.get().name()
              + " "
              + points.get().count());
    }
    return points.orElseGet(() -> CategorySchema.of(category()));
  }

  private int[] orderOf(KeypointSchema points) throws IOException {
    try {
      return CategorySchema.order(category(), points);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          FileNames.text(json.path())
              + ": its keypoints have other names than those of "
              + points.name()
              + ": leave out --schema",
          e);
    }
  }

  private JsonNode category() {
    for (JsonNode category : list("categories")) {
      if (category.path("keypoints").size() > 0) {
        return category;
      }
    }
    return object();
  }

  private JsonNode list(String name) {
    return json.content().path(name);
  }

  /**
   * Finds the annotations of each picture; after each reading of the file.
   *
   * @return how many are no faces of these pictures, by reason
   */
  private Map<String, Integer> index() throws IOException {
    annotations.clear();
    Set<String> images = ids("images");
    ids("categories");
    Map<String, Integer> byId = new HashMap<>();
    Map<Path, Integer> places = new HashMap<>();
    for (int i = 0; i < pictures.size(); i++) {
      places.put(pictures.get(i), i);
    }
    Path folder = FileTree.folderOf(json.path().toAbsolutePath());
    for (JsonNode image : list("images")) {
      NamedPictures.named(
              List.of(folder, folder.resolve("images")), image.path("file_name").asText())
          .map(places::get)
          .ifPresent(place -> byId.put(image.path("id").asText(), place));
    }
    String category = category().path("id").asText();
    Map<String, Integer> hidden = new LinkedHashMap<>();
    for (JsonNode annotation : list("annotations")) {
      String image = annotation.path("image_id").asText();
      String reason =
          CocoAnnotation.notShown(annotation, category, schema.count(), images.contains(image));
      Integer place = byId.get(image);
      if (reason.isEmpty() && place == null) {
        reason = "its picture is absent";
      }
      if (!reason.isEmpty()) {
        hidden.merge(reason, 1, Integer::sum);
      } else if (place != null && CocoAnnotation.isLabelled(annotation.path("keypoints"))) {
        annotations.computeIfAbsent(place, p -> new ArrayList<>()).add((ObjectNode) annotation);
      }
    }
    return hidden;
  }

  private void tell(Map<String, Integer> hidden, Consumer<String> notes) {
    hidden.forEach(
        (reason, count) ->
            notes.accept(
                FileNames.text(json.path())
                    + ": "
                    + count
                    + (count == 1 ? " annotation is" : " annotations are")
                    + " not shown and stay: "
                    + reason));
  }

  /** {@return the ids of a list, of which each object has one and no two the same} */
  private Set<String> ids(String name) throws IOException {
    Set<String> ids = new HashSet<>();
    int at = 0;
    for (JsonNode each : list(name)) {
      JsonNode id = each.path("id");
      if (!id.isIntegralNumber() && !id.isTextual()) {
        throw new IOException(FileNames.text(json.path()) + ": " + name + "[" + at + "] has no id");
      }
      if (!ids.add(id.asText())) {
        throw new IOException(
            FileNames.text(json.path()) + ": two of its " + name + " have the id " + id.asText());
      }
      at++;
    }
    return ids;
  }

  private List<ObjectNode> annotations(int picture) throws IOException {
    if (json.fresh()) {
      index();
    }
    return annotations.getOrDefault(picture, List.of());
  }

  @Override
  public String format() {
    return "COCO JSON";
  }

  @Override
  public KeypointSchema schema() {
    return schema;
  }

  @Override
  public Set<PointState> states() {
    return Set.of(PointState.VISIBLE, PointState.HIDDEN, PointState.ABSENT);
  }

  @Override
  public boolean holdsSeveralFaces() {
    return true;
  }

  @Override
  public List<Path> pictures() {
    return pictures;
  }

  @Override
  public Path file(int picture) {
    return json.path();
  }

  @Override
  public int count(int picture) throws IOException {
    return annotations(picture).size();
  }

  @Override
  public List<LabelFace> faces(int picture) throws IOException {
    List<LabelFace> faces = new ArrayList<>();
    for (ObjectNode annotation : annotations(picture)) {
      try {
        faces.add(face(annotation.path("keypoints")));
      } catch (IllegalArgumentException e) {
        throw new IOException(
            FileNames.text(json.path())
                + ": annotation "
                + annotation.path("id").asText()
                + ": "
                + e.getMessage(),
            e);
      }
    }
    return faces;
  }

  private LabelFace face(JsonNode keypoints) {
    List<LabelPoint> points = new ArrayList<>();
    for (int k = 0; k < schema.count(); k++) {
      int at = 3 * order[k];
      PointState state = PointState.ofCoco(keypoints.get(at + 2).asInt(-1));
      double x = keypoints.get(at).asDouble(Double.NaN);
      double y = keypoints.get(at + 1).asDouble(Double.NaN);
      points.add(state == PointState.ABSENT ? LabelPoint.ABSENT : new LabelPoint(x, y, state));
    }
    return new LabelFace(points);
  }

  /** {@return a face with its points in the file's order} */
  private LabelFace inFile(LabelFace face) {
    LabelPoint[] points = new LabelPoint[order.length];
    for (int k = 0; k < order.length; k++) {
      points[order[k]] = face.points().get(k);
    }
    return new LabelFace(List.of(points));
  }

  @Override
  public void put(int picture, int face, Optional<LabelFace> now) throws IOException {
    List<ObjectNode> there = annotations(picture);
    Size size = ImageReader.size(pictures.get(picture));
    if (face < there.size()) {
      int at = positionOf(there.get(face));
      LabelFace before = inFile(faces(picture).get(face));
      json.replace(
          all ->
              now.isEmpty()
                  ? without(all, at)
                  : CocoAnnotation.changed(all, at, before, inFile(now.get())));
    } else {
      LabelFace made = inFile(now.orElseThrow());
      json.replace(all -> with(all, picture, size, made));
    }
    index();
  }

  @SuppressWarnings("ReferenceEquality") // this one, not one that says the same
  private int positionOf(ObjectNode annotation) {
    int at = 0;
    for (JsonNode each : list("annotations")) {
      if (each == annotation) {
        return at;
      }
      at++;
    }
    throw new IllegalStateException("an annotation of the index is not in the list");
  }

  private static ObjectNode without(ObjectNode all, int at) {
    ((ArrayNode) all.path("annotations")).remove(at);
    return all;
  }

  private ObjectNode with(ObjectNode all, int picture, Size size, LabelFace face) {
    ObjectNode annotation = object();
    annotation.put("id", nextId(all.path("annotations")));
    annotation.set("image_id", imageId(all, picture, size));
    annotation.set("category_id", category().path("id"));
    annotation.put("iscrowd", 0);
    CocoAnnotation.setKeypoints(annotation, face);
    face.extent().ifPresent(box -> CocoAnnotation.setBox(annotation, box));
    all.withArray("/annotations").add(annotation);
    return all;
  }

  private JsonNode imageId(ObjectNode all, int picture, Size size) {
    Path folder = FileTree.folderOf(json.path().toAbsolutePath());
    Path wanted = pictures.get(picture);
    for (JsonNode image : all.path("images")) {
      Optional<Path> named =
          NamedPictures.named(
              List.of(folder, folder.resolve("images")), image.path("file_name").asText());
      if (named.filter(wanted::equals).isPresent()) {
        return image.path("id");
      }
    }
    ObjectNode image = all.withArray("/images").addObject();
    image.put("id", nextId(all.path("images")));
    image.put("file_name", FileNames.text(folder.relativize(wanted)).replace('\\', '/'));
    image.put("width", size.width()).put("height", size.height());
    return image.path("id");
  }

  private static long nextId(JsonNode list) {
    long most = 0;
    for (JsonNode each : list) {
      most = Math.max(most, each.path("id").asLong());
    }
    return most + 1;
  }
}
