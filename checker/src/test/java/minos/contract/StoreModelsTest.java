package minos.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import minos.check.Budget;
import minos.verdict.Judgement;
import minos.verdict.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the operations of object and item stores say of keys, each with a bad sibling. */
final class StoreModelsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a head sees that there is one    | consistent | a put x 1 0-9; b head x - 10-19 status=200",
        "a head misses it                 | violated   | a put x 1 0-9; b head x - 10-!19 status=404",
        "a head knows the value by ETag   | violated   | a put x 1 0-9 etag=e1; a put x 2 10-19 etag=e2; b head x - 20-29 etag=e1",
        "304 says that it is unchanged    | violated   | a put x 1 0-9 etag=e1; a put x 2 10-19 etag=e2; b get x - 20-!29 ifNoneMatch=e1 status=304",
        "a get by condition, refused      | violated   | a put x 1 0-9 etag=e1; b get x - 20-!29 ifMatch=e1 status=412",
        "404 is a read of nil             | violated   | a put x 1 0-9; b get x - 10-!19 status=404",
        "deleted, so 404                  | consistent | a put x 1 0-9; a delete x nil 10-19; b get x - 20-!29 status=404",
        "a page of a listing              | violated   | a put k1 1 0-9; a put k2 1 10-19; b list - [k2] 20-29",
        "a page ends before the key       | consistent | a put k1 1 0-9; a put k2 1 10-19; b list - [k1] 20-29 truncated=true",
        "a page begins after the key      | consistent | a put k1 1 0-9; a put k2 1 10-19; b list - [k2] 20-29 startAfter=k1",
        "a page of another prefix         | consistent | a put k1 1 0-9; a put m2 1 10-19; b list - [m2] 20-29 prefix=m",
        "a page lists what was deleted    | violated   | a put k1 1 0-9; a delete k1 nil 10-19; b list - [k1] 20-29",
        "a page with ETags is a read      | violated   | a put k1 1 0-9 etag=e1; a put k1 2 10-19 etag=e2; b list - [[k1 e1]] 20-29",
        "two pages are no snapshot        | consistent | a put k1 1 0-9; b list - [k1] 10-19 truncated=true; a put k0 1 20-29; a put k2 1 30-39; b list - [k2] 40-49 startAfter=k1",
        "created once                     | violated   | a put x 1 0-9 ifNoneMatch=*; b put x 2 10-19 ifNoneMatch=*",
        "created again after a delete     | consistent | a put x 1 0-9 ifNoneMatch=*; a delete x nil 10-19; b put x 2 20-29 ifNoneMatch=*",
        "refused although it was absent   | violated   | a put x 1 0-!9 ifNoneMatch=* status=412; b get x nil 10-19",
        "refused by one that crashed      | consistent | a put x 1 0-~ ifNoneMatch=*; b put x 2 10-!19 ifNoneMatch=* status=412; b get y nil 20-29",
        "409 says nothing                 | consistent | a put x 1 0-!9 ifNoneMatch=* status=409; b get x nil 10-19",
        "404 of a conditional put         | violated   | a put x 1 0-9 etag=e1; b put x 2 10-!19 ifMatch=e1 status=404",
        "an ETag replaced twice           | violated   | a put x 1 0-9 etag=e1; b put x 2 10-19 ifMatch=e1; c put x 3 20-29 ifMatch=e1",
        "a conditional delete             | violated   | a put x 1 0-9 etag=e1; b put x 2 10-19 etag=e2; c delete x nil 20-29 ifMatch=e1",
        "an upload of unknown end         | consistent | a completeMultipartUpload x 1 0-!9 error=NoSuchUpload; b get x 1 10-19",
        "an upload that failed            | violated   | a completeMultipartUpload x 1 0-!9 error=AccessDenied; b get x 1 10-19",
        "a get of an old version          | consistent | a put x 1 0-9; a put x 2 10-19; b get x 1 20-29 versionId=v1; b get x 2 30-39",
        "a copy                           | consistent | a put x 1 0-9 etag=e1; a copy - [x y] 10-19 etag=e1; b get y 1 20-29",
        "a copy of an old value           | violated   | a put x 1 0-9 etag=e1; a put x 2 10-19 etag=e2; a copy - [x y] 20-29 etag=e1; b get y 1 30-39",
        "a copy of nobody knows what      | undecided  | a put x 1 0-9; a copy - [x y] 10-19; b get y 1 20-29",
        "a rename                         | consistent | a put x 1 0-9; a rename - [x y] 10-19; b get y 1 20-29; b get x nil 30-39",
        "a rename leaves it               | violated   | a put x 1 0-9; a rename - [x y] 10-19; b get y 1 20-29; b get x 1 30-39",
        "a rename of nothing              | violated   | a rename - [x y] 10-19; b get y nil 20-29",
        "both names during a rename       | violated   | a put x 1 0-9; a rename - [x y] 10-99; b get y 1 20-29; c get x 1 30-39; c get y 1 40-49",
        "additions                        | consistent | a add x 1 0-9; b add x 2 5-14; c get x 3 20-29",
        "a lost addition                  | violated   | a add x 1 0-9; b add x 2 5-14; c get x 2 20-29",
        "an addition of unknown end       | consistent | a add x 1 0-~; b add x 2 5-14; c get x 3 20-29; c get x 3 30-39",
        "an addition answers the old      | violated   | a put x 5 0-9; b add x 2 10-19 old=4; c get x 6 20-29",
        "a put answers the old            | violated   | a put x 5 0-9; b put x 7 10-19; c put x 8 20-29 old=5",
        "an update on a condition         | violated   | a put x 5 0-9; b update x 7 10-19 expected=4",
        "an update refused                | consistent | a put x 5 0-9; b update x 7 10-!19 expected=4 error=ConditionalCheckFailedException",
        "a query answers what there is    | violated   | a put x 5 0-9; a put x 6 10-19; b query - {x=5} 20-29",
        "a batch get, item by item        | consistent | a put x 5 0-9; b batchget - {x=5 y=nil} 20-29",
        "a transaction's write            | violated   | a txn - [[w x 1] [w y 1]] 0-9; b get y nil 20-29",
      })
  void saysOfKeys(String what, String verdict, String lines) {
    Verdict found =
        ContractCheck.uniform("linearizable", "object-store", ContractOptions.DEFAULTS)
            .check(Scene.of(Arrays.asList(lines.split(";"))), Budget.unlimited())
            .verdict();

    assertThat(found.judgement()).as(what + ": " + found).isEqualTo(judgement(verdict));
  }

  private static Judgement judgement(String word) {
    return Judgement.valueOf(word.toUpperCase(java.util.Locale.ROOT));
  }
}
