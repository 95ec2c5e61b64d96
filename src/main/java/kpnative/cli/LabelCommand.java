package kpnative.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import kpnative.face.FaceFinders;
import kpnative.find.FindOptions;
import kpnative.infer.DetectorFile;
import kpnative.infer.DetectorOptions;
import kpnative.keypoints.KeypointSchema;
import kpnative.label.LabelPage;
import kpnative.natives.Device;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code label} command. */
@Command(
    name = "label",
    mixinStandardHelpOptions = true,
    description = {
      "Serves a page on this machine, http://127.0.0.1:PORT, in which you see each face with the"
          + " points that the model proposes, move them, and save. --weights none proposes the mean"
          + " shape.",
      "Every change is written at once, in the data's format. Only who has the printed address is"
          + " answered; nothing leaves the machine. Ctrl-C ends it."
    })
final class LabelCommand implements Callable<Integer> {
  private static final String NONE = "none";
  private static final long LOOK_MILLISECONDS = 100; // for Ctrl-C

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR|KIND:PATH",
      description =
          "A folder of pictures, or annotations of any kind that is read. PTS, ASF and COCO are"
              + " changed in place; otherwise there will be a file labels.json, of COCO's format,"
              + " beside them.")
  String data = "";

  @Option(
      names = "--schema",
      paramLabel = "NAME|FILE",
      description =
          "The points of a face, a schema's name or its file of YAML; by default those of the data,"
              + " or of the weights where the data has none.")
  @Nullable String schema;

  @Option(
      names = "--order",
      paramLabel = "FILE",
      description =
          "The faces to look at first, lines of JSON such as {\"file\": \"a.jpg\", \"face\": 0,"
              + " \"reason\": \"...\"}.")
  @Nullable Path order;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "The port; by default one that is free.")
  @Within(least = 0, most = 65535)
  int port;

  @Option(
      names = "--idle",
      paramLabel = "MINUTES",
      description = "Ends when the page was closed that long; by default it never does.")
  @Within(least = 0, most = 100_000)
  @Nullable Integer idle;

  @Mixin WeightsOption weights = new WeightsOption();
  @Mixin FaceOptions faces = new FaceOptions();
  @Mixin RuntimeOptions runtime = new RuntimeOptions();
  @Mixin OutputOptions output = new OutputOptions();
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    Optional<KeypointSchema> points =
        schema == null ? Optional.empty() : Optional.of(KeypointSchema.find(schema));
    Device device = runtime.start();
    Optional<DetectorFile> model =
        NONE.equals(weights.weights) ? Optional.empty() : Optional.of(weights.read());
    FaceFinders finder = model.flatMap(m -> finder(m)).orElseGet(FaceFinders::builtIn);
    FindOptions find = faces.find(finder).withDetector(DetectorOptions.DEFAULT.on(device));
    PrintWriter out = spec.commandLine().getOut();
    LabelPage.Task task = new LabelPage.Task(data, points, Optional.ofNullable(order));
    try (StopOnInterrupt stop = new StopOnInterrupt();
        LabelPage page = LabelPage.open(task, model, find, port, this::note)) {
      out.println("open " + page.address());
      out.flush();
      while (!stop.getAsBoolean() && (idle == null || page.idle().toMinutes() < idle)) {
        Thread.sleep(LOOK_MILLISECONDS);
      }
    }
    return 0;
  }

  private Optional<FaceFinders> finder(DetectorFile model) {
    return faces.finders(model.spec(), false);
  }

  private void note(String line) {
    if (!output.quiet) {
      spec.commandLine().getErr().println(line);
      spec.commandLine().getErr().flush();
    }
  }
}
