package kpnative.label;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import kpnative.face.FaceFinders;
import kpnative.find.FaceKeypoints;
import kpnative.find.FindOptions;
import kpnative.infer.DetectorFile;
import kpnative.keypoints.KeypointSchema;

/**
 * A page on this machine's own address 127.0.0.1, in which a person sees and moves the points of a
 * set's faces. Every change is in the set's files when the page says so.
 *
 * <p>Only who has the address is answered, and gets nothing but the page and the set. Owns a server
 * and a detector until {@link #close}. Thread-safe.
 */
public final class LabelPage implements AutoCloseable {
  private final LabelSession session;
  private final LabelServer server;

  private LabelPage(LabelSession session, LabelServer server) {
    this.session = session;
    this.server = server;
  }

  /**
   * What is labelled.
   *
   * @param data annotations as {@link kpnative.data.read.DataSpec} names them, or a folder of
   *     pictures, which gets a file {@code labels.json}
   * @param schema the points; empty for those of the set, or of the model where the set has none
   * @param order a file of JSON lines with the faces to look at first
   */
  public record Task(String data, Optional<KeypointSchema> schema, Optional<Path> order) {}

  /**
   * Opens a set and serves it.
   *
   * @param model proposes points; empty for the mean shape
   * @param find how the model finds faces
   * @param port 0 for any that is free
   * @param notes receives lines for people
   * @return the page, closed by the caller
   * @throws IllegalArgumentException if the set's kind is unknown
   * @throws IOException if the set, the order or the model cannot be read, or the port is taken
   */
  public static LabelPage open(
      Task task, Optional<DetectorFile> model, FindOptions find, int port, Consumer<String> notes)
      throws IOException {
    Optional<KeypointSchema> known = model.map(file -> file.spec().keypointSchema());
    LabelSets.Opened set = LabelSets.open(task.data(), task.schema(), known, notes);
    LabelStore store = set.store();
    LabelOrder order =
        task.order().isEmpty()
            ? LabelOrder.NONE
            : LabelOrder.read(task.order().get(), store.pictures(), set.folder(), notes);
    LabelSession session = new LabelSession(store, drafts(store, model, find));
    boolean served = false;
    try {
      LabelServer server = new LabelServer(new LabelApi(session, order, set.folder()), port);
      served = true;
      notes.accept(told(store, order));
      return new LabelPage(session, server);
    } finally {
      if (!served) {
        session.close();
      }
    }
  }

  private static Drafts drafts(LabelStore store, Optional<DetectorFile> model, FindOptions find)
      throws IOException {
    if (model.isEmpty()) {
      return new ShapeDrafts(MeanShape.of(store, Optional.empty()), FaceFinders.builtIn());
    }
    DetectorFile file = model.get();
    MeanShape mean = MeanShape.of(store, ModelDrafts.meanShape(file.spec(), store.schema()));
    return new ModelDrafts(FaceKeypoints.of(file, find), file.name(), mean, store.schema());
  }

  private static String told(LabelStore store, LabelOrder order) {
    List<Path> pictures = store.pictures();
    return pictures.size()
        + (pictures.size() == 1 ? " picture, " : " pictures, ")
        + store.schema().name()
        + ", saved as "
        + store.format()
        + (order.items().isEmpty() ? "" : "; " + order.items().size() + " to look at first");
  }

  /** {@return the address to open in a browser; whoever has it can read and change the set} */
  public String address() {
    return server.address();
  }

  /** {@return how long nobody has asked for anything} */
  public Duration idle() {
    return server.idle();
  }

  /** Ends after the requests that are being answered. Idempotent. */
  @Override
  public void close() {
    server.close();
    session.close();
  }
}
