package kpnative.keypoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class JoinedSchemasTest {
  private static final KeypointSchema BOTH =
      KeypointSchema.joined(List.of(KeypointSchema.IMM58, KeypointSchema.IMM_FRONTAL73));

  @Test
  void hasThePointsOfAllInTurn() {
    assertThat(BOTH.name()).isEqualTo("imm58_imm-frontal73");
    assertThat(BOTH.count()).isEqualTo(58 + 73);
    assertThat(BOTH.pointName(0)).isEqualTo("imm58." + KeypointSchema.IMM58.pointName(0));
    assertThat(BOTH.pointName(58))
        .isEqualTo("imm-frontal73." + KeypointSchema.IMM_FRONTAL73.pointName(0));
    assertThat(BOTH.select("imm-frontal73")).hasSize(73).startsWith(58).endsWith(130);
  }

  @Test
  void mirrorsEachSchemaInItself() {
    List<Integer> mirror = BOTH.mirror().orElseThrow();
    List<Integer> second = KeypointSchema.IMM_FRONTAL73.mirror().orElseThrow();
    assertThat(mirror.subList(0, 58)).isEqualTo(KeypointSchema.IMM58.mirror().orElseThrow());
    for (int k = 0; k < 73; k++) {
      assertThat(mirror.get(58 + k)).isEqualTo(58 + second.get(k));
    }
  }

  @Test
  void aSchemaWithoutMirrorPairsTakesThemFromAll() {
    KeypointSchema own = KeypointSchema.unnamed(5);
    assertThat(KeypointSchema.joined(List.of(KeypointSchema.IMM58, own)).mirror()).isEmpty();
  }

  @Test
  void eachPartIsFoundAgainByItsName() {
    assertThat(BOTH.part("imm58")).contains(KeypointSchema.IMM58);
    assertThat(BOTH.part("imm-frontal73")).contains(KeypointSchema.IMM_FRONTAL73);
    assertThat(BOTH.part("imm58.jaw")).isEmpty();
    assertThat(BOTH.part("ibug68")).isEmpty();
    assertThat(KeypointSchema.IMM58.part("jaw")).isEmpty();
  }

  @Test
  void aPartThatTheJarLacksKeepsItsNamesAndLines() {
    KeypointSchema own =
        KeypointSchema.ofNames("mine", List.of("tip", "chin"), List.of(new Edge(0, 1)));
    KeypointSchema part =
        KeypointSchema.joined(List.of(KeypointSchema.IMM58, own)).part("mine").orElseThrow();
    assertThat(part.pointNames()).containsExactly("tip", "chin");
    assertThat(part.edges()).containsExactly(new Edge(0, 1));
  }

  @Test
  void isWrittenAndReadAgain() throws IOException {
    assertThat(KeypointSchema.parse(BOTH.toYaml(), "text")).isEqualTo(BOTH);
  }

  @Test
  void oneAloneStaysAsItIsAndTwoOfOneNameAreRefused() {
    assertThat(KeypointSchema.joined(List.of(KeypointSchema.IMM58))).isSameAs(KeypointSchema.IMM58);
    assertThatThrownBy(
            () ->
                KeypointSchema.joined(
                    List.of(KeypointSchema.IMM58, KeypointSchema.unnamed(3), KeypointSchema.IMM58)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("need different names");
  }
}
