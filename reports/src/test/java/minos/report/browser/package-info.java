/** Pages in a real browser, driven over its own protocol. */
@NullMarked
package minos.report.browser;

import org.jspecify.annotations.NullMarked;
