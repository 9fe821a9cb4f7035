package minos.report;

import minos.report.markup.Markup;
import minos.report.markup.Printable;
import minos.verdict.Judgement;

/** What all pages have: the head with the policy that lets nothing in from outside, the top bar. */
final class Frame {
  private Frame() {}

  /** Begins a page, up to the main part. */
  static Markup begin(String name, String script) {
    String title = Printable.clip(name, 300);
    String style = Resources.pageStyle();
    Markup page = new Markup().trusted("<!DOCTYPE html>").line();
    page.open("html", "lang", "en", "xmlns", "http://www.w3.org/1999/xhtml").line();
    page.open("head").line().empty("meta", "charset", "utf-8").line();
    // The browser runs and loads nothing but what has these very hashes.
    page.empty(
            "meta",
            "http-equiv",
            "Content-Security-Policy",
            "content",
            "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src "
                + Resources.hash(style)
                + (script.isEmpty() ? "" : "; script-src " + Resources.hash(script)))
        .line();
    page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    page.empty("meta", "name", "color-scheme", "content", "light dark").line();
    page.empty("link", "rel", "icon", "href", "data:,").line();
    page.element("title", title + " · Minos").line();
    page.open("style").trusted(style).close().line();
    page.close().line().open("body").line();
    page.open("header", "class", "top");
    page.element("span", "Minos", "class", "brand");
    page.element("span", title, "class", "file", "title", title);
    page.element("button", "Dark or light", "id", "scheme", "type", "button", "hidden", "hidden");
    page.close().line();
    return page.open("main");
  }

  /** Ends a page. */
  static String end(Markup page, RunFacts run, String script) {
    page.close().line();
    page.open("footer")
        .text("Minos " + run.version() + ". This page loads nothing from elsewhere.");
    page.close().line();
    if (!script.isEmpty()) {
      page.open("script").trusted(script).close().line();
    }
    return page.close().line().close().line().toString();
  }

  /** A verdict as shape, word and colour. */
  static void badge(Markup page, Judgement judgement) {
    page.element(
        "span", sign(judgement) + " " + judgement.word(), "class", "badge " + judgement.word());
  }

  private static String sign(Judgement judgement) {
    return switch (judgement) {
      case CONSISTENT -> "✓";
      case UNDECIDED -> "?";
      case VIOLATED -> "✕";
    };
  }
}
