/**
 * A real DynamoDB for {@code minos verify dynamodb --local}: Amazon's DynamoDB Local with its
 * tables in memory, in a process of its own, so that neither its dependencies nor its memory are
 * ours.
 */
@NullMarked
package minos.local.dynamodb;

import org.jspecify.annotations.NullMarked;
