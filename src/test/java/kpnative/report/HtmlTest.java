package kpnative.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class HtmlTest {
  @Test
  void textCannotOpenAnElement() {
    assertThat(new Html().element("p", "<script>alert('x')</script> & more").toString())
        .isEqualTo("<p>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; more</p>");
  }

  @Test
  void anAttributesValueCannotLeaveItsQuotes() {
    assertThat(new Html().empty("img", "alt", "\" onerror=\"alert(1)").toString())
        .isEqualTo("<img alt=\"&quot; onerror=&quot;alert(1)\">");
  }

  @Test
  void charactersThatChangeTheTextDirectionAreReplaced() {
    assertThat(Html.escaped("a\u202Egpj.exe\u0000\uD800")).isEqualTo("a\uFFFDgpj.exe\uFFFD\uFFFD");
  }

  @Test
  void aTableHasACaptionAndHeadersWithTheirScope() {
    String table =
        new Html().table("Sizes", List.of("run", "size"), List.of(List.of("a", "1"))).toString();
    assertThat(table)
        .contains("<caption>Sizes</caption>")
        .contains("<th scope=\"col\">size</th>")
        .contains("<th scope=\"row\">a</th><td>1</td>");
  }

  @Test
  void aFilesNameIsWholeAndKeepsItsEnd() {
    assertThat(new Html().fileName("a/long-<name>-of-a-face_12.jpg").toString())
        .isEqualTo(
            "<span class=\"name\" title=\"a/long-&lt;name&gt;-of-a-face_12.jpg\">"
                + "<span>a/long-&lt;name&gt;-of-a-f</span><span>ace_12.jpg</span></span>");
    assertThat(new Html().fileName("face 12 of seed 1").toString())
        .isEqualTo("<span class=\"words\" title=\"face 12 of seed 1\">face 12 of seed 1</span>");
    assertThat(new Html().fileName("x.png").toString()).contains("<span></span><span>x.png</span>");
    assertThat(new Html().fileName("\uD83D\uDE00" + "123456789").toString())
        .doesNotContain("\uFFFD");
  }

  @Test
  void anOpenElementIsRefused() {
    Html html = new Html().open("p");
    assertThatThrownBy(html::toString).isInstanceOf(IllegalStateException.class);
  }
}
