/**
 * Redis and what speaks its protocol, with replicas: {@link minos.store.redis.RedisStore}. The
 * protocol is a few lines of text, so there is no driver.
 */
@NullMarked
package minos.store.redis;

import org.jspecify.annotations.NullMarked;
