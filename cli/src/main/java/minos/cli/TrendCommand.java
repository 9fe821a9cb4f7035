package minos.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import minos.cli.options.Output;
import minos.cli.run.ExitCode;
import minos.format.json.PlainJson;
import minos.report.TrendPage;
import minos.value.Value;
import minos.verify.trend.Night;
import minos.verify.trend.Trend;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code minos trend}: many runs of {@code minos verify} beside each other. */
@Command(
    name = "trend",
    sortOptions = false,
    abbreviateSynopsis = true,
    mixinStandardHelpOptions = true,
    versionProvider = Minos.Versions.class,
    description =
        "Puts the runs of many nights beside each other. Exits with 1 if the newest is worse than"
            + " those before it.")
final class TrendCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      paramLabel = "DIR",
      arity = "1..*",
      description = "Directories of runs (minos verify), or directories that contain such.")
  private List<Path> directories = new ArrayList<>();

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Write trend.html and trend.json into this directory.")
  private @Nullable Path report;

  @Option(
      names = "--output",
      paramLabel = "FORM",
      description = "text for a person (the default), or json.")
  private Output output = Output.TEXT;

  TrendCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    List<Night> nights = new ArrayList<>();
    boolean failed = false;
    for (Path directory : directories) {
      for (Path run : runs(directory)) {
        try {
          nights.add(Night.read(run));
        } catch (IOException e) {
          complain(String.valueOf(e.getMessage()));
          failed = true;
        }
      }
    }
    if (nights.isEmpty()) {
      complain("there is no run to show");
      return ExitCode.BAD_DATA.number();
    }
    List<Trend> trends = Trend.of(nights);
    byte[] json = json(trends);
    if (output == Output.JSON) {
      terminal.out().write(json, 0, json.length);
    } else {
      trends.forEach(this::tell);
    }
    if (report != null) {
      Files.createDirectories(report);
      Files.write(report.resolve("trend.json"), json);
      Files.writeString(
          report.resolve("trend.html"),
          TrendPage.of(trends.stream().map(TrendCommand::series).toList(), Version.NUMBER));
      complain("report: " + report.resolve("trend.html"));
    }
    List<ExitCode> codes = new ArrayList<>();
    codes.add(
        trends.stream().allMatch(trend -> trend.worse().isEmpty())
            ? ExitCode.CONSISTENT
            : ExitCode.VIOLATED);
    if (failed) {
      codes.add(ExitCode.BAD_DATA);
    }
    return ExitCode.worst(codes).number();
  }

  /** The directory itself if it is of a run, else those in it. */
  private static List<Path> runs(Path directory) throws IOException {
    if (Files.exists(directory.resolve("run.json")) || !Files.isDirectory(directory)) {
      return List.of(directory);
    }
    try (Stream<Path> inside = Files.list(directory)) {
      List<Path> runs =
          inside.filter(path -> Files.exists(path.resolve("history.jsonl"))).sorted().toList();
      return runs.isEmpty() ? List.of(directory) : runs;
    }
  }

  private void tell(Trend trend) {
    line(trend.series());
    for (Night night : trend.nights()) {
      line(
          String.format(
              Locale.ROOT,
              "  %-20.20s  %-10s  %,9d operations  bad %,d of %,d, at most %.3g %%  p50 %.1f ms  p99 %.1f ms  %s",
              night.started(),
              night.verdict().word(),
              night.operations(),
              night.bad().hits(),
              night.bad().trials(),
              night.bad().upper() * 100,
              night.p50(),
              night.p99(),
              night.directory()));
    }
    trend.changes().forEach(change -> line("  changed   " + change));
    trend.worse().forEach(worse -> line("  worse     " + worse));
    if (trend.worse().isEmpty()) {
      line(
          trend.nights().size() == 1
              ? "  the first night has no past"
              : "  the newest is not worse than those before");
    }
  }

  private static TrendPage.Series series(Trend trend) {
    return new TrendPage.Series(
        trend.series(),
        trend.nights().stream()
            .map(
                night ->
                    new TrendPage.Night(
                        night.directory().toString(),
                        night.started(),
                        night.verdict(),
                        night.operations(),
                        night.bad(),
                        night.staleMillis(),
                        night.p50(),
                        night.p99()))
            .toList(),
        trend.worse(),
        trend.changes());
  }

  private static byte[] json(List<Trend> trends) throws IOException {
    List<Object> all = new ArrayList<>();
    for (Trend trend : trends) {
      List<Object> nights = new ArrayList<>();
      for (Night night : trend.nights()) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("directory", night.directory().toString());
        one.put("started", night.started());
        one.put("verdict", night.verdict().word());
        one.put("operations", night.operations());
        Map<String, Object> bad = new LinkedHashMap<>();
        bad.put("hits", night.bad().hits());
        bad.put("trials", night.bad().trials());
        bad.put("lower", night.bad().lower());
        bad.put("upper", night.bad().upper());
        bad.put("confidence", night.bad().confidence());
        one.put("bad", bad);
        one.put(
            "staleMillisP99",
            night.staleMillis().isPresent() ? night.staleMillis().getAsDouble() : null);
        one.put("latencyMillisP50", night.p50());
        one.put("latencyMillisP99", night.p99());
        one.put("unanswered", night.unanswered());
        nights.add(one);
      }
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("series", trend.series());
      one.put("worse", trend.worse());
      one.put("changes", trend.changes());
      one.put("nights", nights);
      all.add(one);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.setPrettyPrinter(
          new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("minos", Version.NUMBER);
      document.put("trends", all);
      PlainJson.write(json, Value.of(document));
      json.writeRaw('\n');
    }
    return bytes.toByteArray();
  }

  private void line(String line) {
    terminal.out().print(line + "\n");
  }

  private void complain(String message) {
    terminal.err().print("minos: " + message + "\n");
    terminal.err().flush();
  }
}
