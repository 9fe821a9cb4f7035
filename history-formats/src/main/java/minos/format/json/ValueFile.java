package minos.format.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import minos.format.input.ReadLimits;
import minos.format.json.JsonValues.Dialect;
import minos.value.Value;

/** One value in a file of its own, as {@linkplain ExactJson exact JSON}. */
public final class ValueFile {
  private ValueFile() {}

  /** Writes a value; the file is the old one or the new one, whatever happens meanwhile. */
  public static void write(Path file, Value value) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (OutputStream out = Files.newOutputStream(fresh);
        JsonGenerator json = new JsonFactory().createGenerator(out)) {
      ExactJson.write(json, value);
    }
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Reads a value.
   *
   * @throws IOException if the file can't be read, or is none such
   */
  public static Value read(Path file, ReadLimits limits) throws IOException {
    ReadLimits large = limits.withValues(Integer.MAX_VALUE);
    try (InputStream in = Files.newInputStream(file);
        JsonParser parser = JsonValues.factory(large).createParser(in)) {
      JsonValues values = new JsonValues(Dialect.EXACT, large);
      values.begin();
      parser.nextToken();
      return values.read(parser);
    } catch (JsonProcessingException e) {
      throw new IOException(file + " is not JSON: " + JsonValues.explain(e), e);
    }
  }
}
