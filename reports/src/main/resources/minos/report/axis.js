
// Axis: where things are. Native coordinates are nanoseconds, or places in the order of events.
// Drawn coordinates have long pauses cut short and very short distances made visible.

/**
 * @param values native coordinates at which something begins or ends
 * @param cut whether pauses are cut short; otherwise distances are kept
 * @param busy ranges [from, to] in which something happens that is not told one by one
 */
const makeAxis = (values, cut, busy) => {
  const at = [...new Set(values)].sort((a, b) => a - b);
  if (at.length === 0) at.push(0);
  if (at.length === 1) at.push(at[0] + 1);
  const gaps = at.slice(1).map((v, i) => v - at[i]);
  const sorted = [...gaps].sort((a, b) => a - b);
  const usual = sorted[Math.floor(sorted.length * 0.4)] || 1;
  const longest = usual * (16 + 4 * Math.log(gaps.length));
  const drawn = [0];
  const breaks = [];
  let next = 0;
  gaps.forEach((gap, i) => {
    while (next < busy.length && busy[next][1] <= at[i]) next++;
    const quiet = next >= busy.length || busy[next][0] >= at[i + 1];
    let size = gap;
    if (cut && quiet && gap > longest) {
      size = usual * 6;
      breaks.push({ from: at[i], to: at[i + 1], u0: drawn[i], u1: drawn[i] + size });
    } else if (cut) {
      size = Math.max(gap, usual * 0.12);
    }
    drawn.push(drawn[i] + size);
  });
  const map = (from, to, value) => {
    if (value <= from[0]) return to[0];
    const last = from.length - 1;
    if (value >= from[last]) return to[last];
    let low = 0;
    let high = last;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (from[middle] <= value) low = middle;
      else high = middle;
    }
    const share = (value - from[low]) / (from[high] - from[low] || 1);
    return to[low] + share * (to[high] - to[low]);
  };
  return {
    length: drawn[drawn.length - 1],
    breaks,
    drawn: (native) => map(at, drawn, native),
    native: (u) => map(drawn, at, u),
  };
};
