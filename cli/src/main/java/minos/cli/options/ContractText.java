package minos.cli.options;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import minos.clock.ClockError;
import minos.contract.Contract;
import minos.contract.Contracts;
import minos.contract.MalformedContractException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a built-in contract, with parameters or without, or a contract file. */
public final class ContractText implements ITypeConverter<Contract> {
  @Override
  public Contract convert(String text) {
    try {
      Optional<Contract> known = Contracts.byName(text);
      if (known.isPresent()) {
        return known.get();
      }
      if (text.contains("/") || text.contains("\\") || text.endsWith(".contract")) {
        return Contracts.parse(text, Files.readAllLines(Path.of(text)));
      }
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    } catch (MalformedContractException e) {
      throw new TypeConversionException("the contract is malformed\n" + e.getMessage());
    } catch (IOException e) {
      throw new TypeConversionException("the contract " + text + " can't be read: " + e);
    }
    String name = text.replaceFirst("\\(.*", "");
    throw new TypeConversionException(
        "there is no contract '"
            + name
            + "'"
            + Similar.hint(name, Contracts.names())
            + "; a file of your own is given with its directory: ./"
            + name
            + ".contract");
  }

  /** Reads the error of a clock: {@code 2ms}. */
  static final class OfClocks implements ITypeConverter<ClockError> {
    @Override
    public ClockError convert(String text) {
      try {
        return ClockError.of(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}
