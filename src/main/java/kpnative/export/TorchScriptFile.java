package kpnative.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import kpnative.infer.DetectorFile;
import kpnative.infer.VisibilityCalibration;
import kpnative.network.NetworkGraph;
import kpnative.network.NetworkGraph.Node;
import kpnative.network.TensorSlot;

/*
 * The archive has the layout of torch.jit.save. It is written without LibTorch, so that equal
 * detectors give equal bytes. Every entry is stored uncompressed, so that the file can be read
 * without being executed. One folder contains code/__torch__.py, the classes; data.pkl, the module;
 * data/N, the tensors' bytes; constants.pkl, an empty tuple; version, of the operators; extra/NAME,
 * the metadata.
 */
/**
 * A detector as a TorchScript file: a module whose forward method maps the input to the points; or,
 * for weights that say which keypoints can be seen, to the points and those probabilities.
 */
final class TorchScriptFile {
  private static final String FOLDER = "kpnative/";

  /** The operator version of PyTorch 1.12. The operators used here have not changed since. */
  private static final String OPERATORS = "10\n";

  /**
   * Not the first day that a zip file can hold: that would be written in the machine's time zone.
   */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 2, 0, 0);

  private TorchScriptFile() {}

  /** Writes the file; {@code out} stays open. */
  static void write(DetectorFile file, OutputStream out) throws IOException {
    List<TensorSlot> slots = file.graph().slots();
    ScriptModule module = ScriptModule.of(slots);
    boolean two = ExportedNodes.visibility(file).isPresent();
    String code = module.code(body(file), two ? "Tuple[Tensor, Tensor]" : "Tensor");
    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    add(zip, "data.pkl", ByteBuffer.wrap(module.pickle()));
    add(zip, "code/__torch__.py", utf8(code));
    for (int i = 0; i < slots.size(); i++) {
      add(zip, "data/" + i, file.tensor(slots.get(i).name()).data());
    }
    add(zip, "constants.pkl", ByteBuffer.wrap(noConstants()));
    for (Map.Entry<String, String> text : ExportMetadata.of(file).entrySet()) {
      add(zip, "extra/" + text.getKey(), utf8(text.getValue()));
    }
    add(zip, "version", utf8(OPERATORS));
    zip.finish();
  }

  private static String body(DetectorFile file) {
    ScriptText script = new ScriptText();
    ScriptLayers layers = new ScriptLayers(script, file, "input");
    String last = "input";
    for (Node node : ExportedNodes.of(file)) {
      last = layers.add(node);
    }
    double origin = file.spec().codec().origin();
    if (origin != 0) {
      last = script.call("add", last, origin);
    }
    int keypoints = file.spec().keypoints().size();
    String points = script.call("reshape", last, List.of(-1, keypoints, 2));
    return ExportedNodes.visibility(file)
        .map(v -> script.returning("(" + points + ", " + visibility(script, layers, v) + ")"))
        .orElseGet(() -> script.returning(points));
  }

  /** Adds the probabilities of the keypoints' being visible; returns their variable. */
  private static String visibility(
      ScriptText script, ScriptLayers layers, VisibilityCalibration calibration) {
    String logits = layers.variable(NetworkGraph.VISIBILITY);
    String factors = script.numbers(calibration.b(), logits);
    String offsets = script.numbers(calibration.a(), logits);
    return script.call("sigmoid", script.call("add", script.call("mul", logits, factors), offsets));
  }

  private static byte[] noConstants() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PickleWriter pickle = new PickleWriter(bytes);
    pickle.begin();
    pickle.emptyTuple();
    pickle.end();
    return bytes.toByteArray();
  }

  private static void add(ZipOutputStream zip, String name, ByteBuffer data) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(data.duplicate());
    ZipEntry entry = new ZipEntry(FOLDER + name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(data.remaining());
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(TIME);
    zip.putNextEntry(entry);
    ByteBuffer rest = data.duplicate();
    byte[] chunk = new byte[Math.min(rest.remaining(), 1 << 16)];
    while (rest.hasRemaining()) {
      int n = Math.min(chunk.length, rest.remaining());
      rest.get(chunk, 0, n);
      zip.write(chunk, 0, n);
    }
    zip.closeEntry();
  }

  private static ByteBuffer utf8(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
