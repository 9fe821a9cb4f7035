/**
 * A real S3 server for {@code minos verify s3 --local}: S3Proxy with its objects in memory, in a
 * process of its own, so that neither its dependencies nor its memory are ours.
 */
@NullMarked
package minos.local.s3;

import org.jspecify.annotations.NullMarked;
