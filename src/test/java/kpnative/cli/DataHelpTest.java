package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kpnative.data.read.AnnotationFormat;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Lists in help texts are whole. */
final class DataHelpTest {
  private static String described(Object command, String option) {
    return String.join(
        " ", new CommandLine(command).getCommandSpec().findOption(option).description());
  }

  @Test
  void everyKindThatIsReadIsNamedByTrainAndDoctor() {
    for (Object command : new Object[] {new TrainCommand(), new DoctorCommand()}) {
      for (AnnotationFormat format : AnnotationFormat.values()) {
        assertThat(described(command, "--data")).containsPattern("\\b" + format.kind() + "\\b");
      }
    }
  }

  @Test
  void everyColumnOfTheTableOfFacesIsNamed() {
    String text = described(new PredictCommand(), "--csv");
    for (String column :
        List.of(
            "index", "name", "x", "y", "confidence", "box", "visibility", "yaw", "pitch", "roll")) {
      assertThat(text).containsPattern("\\b" + column + "\\b");
    }
  }

  @Test
  void everyFieldOfTheListOfFacesIsNamed() {
    String text = new CommandLine(new PredictCommand()).getUsageMessage();
    for (String field :
        List.of(
            "box",
            "score",
            "disagreement",
            "keypoints",
            "confidence",
            "visibility",
            "pose",
            "ratios")) {
      assertThat(text).containsPattern("(?m)^    " + field + " ");
    }
  }
}
