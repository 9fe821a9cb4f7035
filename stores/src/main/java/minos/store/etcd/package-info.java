/**
 * etcd, version 3, by the JSON that it speaks beside gRPC: {@link minos.store.etcd.EtcdStore}. The
 * JDK's HTTP client is all the driver that it takes.
 */
@NullMarked
package minos.store.etcd;

import org.jspecify.annotations.NullMarked;
