/**
 * ZooKeeper, by the protocol of its clients: {@link minos.store.zookeeper.ZooKeeperStore}. The
 * JDK's sockets are all the driver that it takes, and nothing below a request sends it twice.
 */
@NullMarked
package minos.store.zookeeper;

import org.jspecify.annotations.NullMarked;
