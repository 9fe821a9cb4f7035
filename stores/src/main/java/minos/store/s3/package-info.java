/**
 * S3, Amazon's and others', by Amazon's driver: {@link minos.store.s3.S3Store}.
 *
 * <p>Keys are objects below a prefix, values the contents that {@link minos.store.WriteId} makes,
 * and what a value is known by is its ETag.
 */
@NullMarked
package minos.store.s3;

import org.jspecify.annotations.NullMarked;
