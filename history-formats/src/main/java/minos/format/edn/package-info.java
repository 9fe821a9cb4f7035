/**
 * Reading EDN, the notation that Jepsen and Knossos record histories in.
 *
 * <p>Start at {@link minos.format.edn.EdnReader}. The notation: R. Hickey et al., extensible data
 * notation, <a href="https://github.com/edn-format/edn">github.com/edn-format/edn</a>.
 */
@NullMarked
package minos.format.edn;

import org.jspecify.annotations.NullMarked;
