/**
 * What the interactive timeline of a page is drawn from: which operations are shown one by one, how
 * many others there are where, when a nemesis was at work, and what each violation points to. Start
 * at {@link minos.report.timeline.TimelineJson}.
 */
@NullMarked
package minos.report.timeline;

import org.jspecify.annotations.NullMarked;
