package kpnative.label;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import kpnative.files.FileNames;
import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.PointState;

/** What the server answers, whoever asks. Pictures and faces are numbers, from 0. Thread-safe. */
final class LabelApi {
  private static final int DECODING = 2; // at a time, so that saving never waits for thumbnails
  private static final int THUMBNAIL = 160; // pixels
  private static final int LEAST_SIDE = 16;
  private static final int MOST_SIDE = 4096;

  private final LabelSession session;
  private final LabelOrder order;
  private final Path folder;
  private final PictureViews views;
  private final Semaphore decoding = new Semaphore(DECODING);

  LabelApi(LabelSession session, LabelOrder order, Path folder) {
    this.session = session;
    this.order = order;
    this.folder = folder;
    this.views = new PictureViews(session.store().pictures());
  }

  /** {@return whether there is a picture of this number} */
  boolean has(int picture) {
    return picture < session.store().pictures().size();
  }

  /** {@return what the page begins with} */
  ObjectNode set() throws IOException {
    LabelStore store = session.store();
    KeypointSchema schema = store.schema();
    ObjectNode all = LabelJson.object();
    all.put("title", FileNames.text(folder.toAbsolutePath().normalize()));
    all.put("format", store.format()).put("drafter", session.drafter());
    all.put("several", store.holdsSeveralFaces());
    ArrayNode states = all.putArray("states");
    for (PointState state : PointState.values()) {
      if (store.states().contains(state)) {
        states.add(LabelJson.name(state));
      }
    }
    all.put("schema", schema.name());
    ArrayNode names = all.putArray("names");
    for (int k = 0; k < schema.count(); k++) {
      names.add(schema.pointName(k));
    }
    ArrayNode lines = all.putArray("lines");
    schema.edges().forEach(line -> lines.addArray().add(line.from()).add(line.to()));
    ArrayNode pictures = all.putArray("pictures");
    int[] counts = session.counts();
    for (int i = 0; i < counts.length; i++) {
      pictures.addObject().put("name", name(i)).put("faces", counts[i]);
    }
    ArrayNode first = all.putArray("order");
    for (LabelOrder.Item item : order.items()) {
      first
          .addObject()
          .put("picture", item.picture())
          .put("face", item.face())
          .put("reason", item.reason());
    }
    return all;
  }

  /** A name within the folder where there is one. */
  private String name(int picture) {
    Path path = session.store().pictures().get(picture).toAbsolutePath().normalize();
    Path base = folder.toAbsolutePath().normalize();
    return FileNames.text(path.startsWith(base) ? base.relativize(path) : path);
  }

  /** {@return a picture's size and labelled faces} */
  ObjectNode picture(int picture) throws IOException {
    Size size = views.size(picture);
    ObjectNode all = LabelJson.object();
    all.put("width", size.width()).put("height", size.height());
    all.set("faces", LabelJson.faces(session.faces(picture)));
    return all;
  }

  /** {@return the faces that are not labelled, and where the model has the points of the others} */
  ObjectNode drafts(int picture) throws IOException {
    ObjectNode all = LabelJson.object();
    ArrayNode drafts = all.putArray("drafts");
    ArrayNode opinions = all.putArray("opinions");
    decode(
        () -> {
          for (Draft draft : session.drafts(picture, views.size(picture))) {
            drafts.add(LabelJson.draft(draft));
          }
          for (LabelFace face : session.faces(picture)) {
            Optional<LabelFace> opinion = session.opinion(picture, face);
            opinions.add(opinion.map(model -> LabelJson.opinion(face, model)).orElse(null));
          }
          return all;
        });
    return all;
  }

  /** {@return a draft of the face in a part of the picture} */
  ObjectNode draft(int picture, Rectangle part) throws IOException {
    Box box = Box.ofPixels(part.x, part.y, part.width, part.height);
    return decode(() -> LabelJson.draft(session.in(picture, box)));
  }

  byte[] thumbnail(int picture) throws IOException {
    Size size = views.size(picture);
    return decode(() -> views.jpeg(picture, new Rectangle(size.width(), size.height()), THUMBNAIL));
  }

  /**
   * {@return a part of a picture as JPEG}
   *
   * @throws IllegalArgumentException if it isn't within the picture, or the side isn't 16 to 4096
   */
  byte[] view(int picture, Rectangle part, int side) throws IOException {
    Size size = views.size(picture);
    if (!new Rectangle(size.width(), size.height()).contains(part)
        || side < LEAST_SIDE
        || side > MOST_SIDE) {
      throw new IllegalArgumentException("no such part of this picture");
    }
    return decode(() -> views.jpeg(picture, part, side));
  }

  /** Work that decodes pictures. */
  private interface Decoding<T> {
    T run() throws IOException;
  }

  private <T> T decode(Decoding<T> work) throws IOException {
    decoding.acquireUninterruptibly();
    try {
      return work.run();
    } finally {
      decoding.release();
    }
  }

  /**
   * Writes a face.
   *
   * @param body {@code revision}, and {@code points} or null to remove the face
   * @throws IllegalArgumentException if the body is not that
   */
  LabelSession.Outcome save(int picture, int face, JsonNode body) throws IOException {
    if (!body.path("revision").isTextual() || !body.has("points")) {
      throw new IllegalArgumentException("expected revision and points");
    }
    JsonNode points = body.get("points");
    Optional<LabelFace> now =
        points.isNull()
            ? Optional.empty()
            : Optional.of(LabelJson.face(points, session.store().schema().count()));
    return session.save(picture, face, body.get("revision").asText(), now);
  }

  /** {@return the faces as they are after a {@link #save}} */
  static ObjectNode outcome(List<LabelFace> faces) {
    ObjectNode all = LabelJson.object();
    all.set("faces", LabelJson.faces(faces));
    return all;
  }
}
