/** What S3 and DynamoDB have in common: endpoints, credentials, and how their driver fails. */
@NullMarked
package minos.store.aws;

import org.jspecify.annotations.NullMarked;
