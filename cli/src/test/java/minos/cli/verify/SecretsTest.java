package minos.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SecretsTest {
  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://u:sekret@host/db, jdbc:postgresql://***@host/db",
    "jdbc:postgresql://host/db?user=u&password=sekret&ssl=true, jdbc:postgresql://host/db?user=***&password=***&ssl=true",
    "jdbc:sqlserver://host;PASSWORD=sekret;db=x, jdbc:sqlserver://host;PASSWORD=***;db=x",
    "--endpoint=redis://:sekret@host:6379, --endpoint=redis://***@host:6379",
    "https://s3.example.org/bucket, https://s3.example.org/bucket",
    "minos-verify/, minos-verify/",
  })
  void namesAndPasswordsAreStars(String word, String masked) {
    assertThat(Secrets.masked(List.of("verify", word))).containsExactly("verify", masked);
  }
}
