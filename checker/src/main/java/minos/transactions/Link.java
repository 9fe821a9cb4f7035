package minos.transactions;

/**
 * A step of a cycle.
 *
 * @param from the earlier transaction
 * @param to the later one
 * @param why what orders them
 * @param number the read or key that shows it
 * @param forced whether it follows only because the other order was impossible
 */
record Link(int from, int to, Dependency why, int number, boolean forced) {}
