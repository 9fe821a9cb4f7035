package minos.store.dynamodb;

import java.util.Map;
import minos.store.StoreUnreachableException;
import minos.store.aws.Failures;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The table of a run: made, and cleaned up. */
final class DynamoTable {
  private DynamoTable() {}

  /** Makes the table, if there is none; says whether it did. */
  static boolean create(DynamoDbClient client, String table) {
    try {
      client.describeTable(b -> b.tableName(table));
      return false;
    } catch (ResourceNotFoundException e) {
      client.createTable(
          b ->
              b.tableName(table)
                  .billingMode(BillingMode.PAY_PER_REQUEST)
                  .attributeDefinitions(
                      AttributeDefinition.builder()
                          .attributeName(DynamoItems.KEY)
                          .attributeType(ScalarAttributeType.S)
                          .build())
                  .keySchema(
                      KeySchemaElement.builder()
                          .attributeName(DynamoItems.KEY)
                          .keyType(KeyType.HASH)
                          .build()));
      client.waiter().waitUntilTableExists(b -> b.tableName(table));
      return true;
    }
  }

  /**
   * Removes what is below the prefix, or the whole table; says how many things that were.
   *
   * @param made whether the table was made by this run
   * @throws StoreUnreachableException if that can't be done
   */
  static long clean(DynamoDbClient client, DynamoSettings settings, boolean made)
      throws StoreUnreachableException {
    try {
      if (made) {
        client.deleteTable(b -> b.tableName(settings.table()));
        return 1;
      }
      long removed = 0;
      for (var page :
          client.scanPaginator(
              b ->
                  b.tableName(settings.table())
                      .projectionExpression(DynamoItems.KEY)
                      .filterExpression("begins_with(" + DynamoItems.KEY + ", :p)")
                      .expressionAttributeValues(
                          Map.of(":p", AttributeValue.fromS(settings.prefix()))))) {
        for (Map<String, AttributeValue> item : page.items()) {
          client.deleteItem(b -> b.tableName(settings.table()).key(item));
          removed++;
        }
      }
      return removed;
    } catch (SdkException e) {
      throw new StoreUnreachableException(
          "what is below "
              + settings.prefix()
              + " in the table "
              + settings.table()
              + " could not be removed: "
              + Failures.words(e),
          e);
    }
  }
}
