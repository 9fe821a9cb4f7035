/** Test suites as a user of Minos writes them; each test fails or passes as its name says. */
@NullMarked
package minos.examples;

import org.jspecify.annotations.NullMarked;
