/**
 * DynamoDB by Amazon's driver: {@link minos.store.dynamodb.DynamoStore}.
 *
 * <p>Keys are items of one table, whose partition key is the string {@code k}; a value is the
 * number {@code v}, the id of its write, and what it is known by is that number.
 */
@NullMarked
package minos.store.dynamodb;

import org.jspecify.annotations.NullMarked;
