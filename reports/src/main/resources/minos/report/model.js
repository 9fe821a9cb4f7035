
// Model: the data of the page, and what is to be drawn of it.

const data = JSON.parse(document.getElementById("data").textContent);
const OUTCOMES = ["ok", "fail", "info"];

const rowName = (row) => (data.rows[row] === "" ? "somebody" : "process " + data.rows[row]);

const operations = data.row.map((row, i) => {
  const column = (name) => data.operations[name][i];
  const f = data.functions[column("f")];
  const outcome = OUTCOMES[column("outcome")];
  const key = column("key");
  const value = column("value");
  const on = key === 0 ? "" : " " + (key === null ? "nil" : key);
  const bare = value === null && !(outcome === "ok" && (f === "read" || f === "get"));
  const label = f === "txn" ? String(value) : f + on + (bare ? "" : " " + (value === null ? "nil" : value));
  const open = column("to") < 0;
  return {
    i, row, f, outcome, label, open, key, value,
    input: column("input"), index: column("index"), fields: column("fields"),
    from: column("from"), to: column("to"),
    began: data.timed ? column("began") : 0, ended: data.timed ? column("ended") : -1,
    line: column("line"), endLine: column("endLine"),
    found: [f, on, value === null ? "nil" : value, outcome, rowName(row), "#" + column("index"),
      "line " + column("line"), column("fields") || ""].join(" ").toLowerCase(),
  };
});

const state = {
  violation: data.violations.length > 0 ? 0 : -1,
  scope: "near",
  mode: data.timed ? "time" : "order",
  view: [0, 1],
  focus: -1,
  matches: [],
  match: -1,
};

const violation = () => (state.violation < 0 ? null : data.violations[state.violation]);
const evidence = () => new Set(violation() ? violation().operations : []);
const begin = (o) => (state.mode === "time" ? o.began : o.from);
const end = (o) => (o.open ? Infinity : state.mode === "time" ? o.ended : o.to);
const whole = () => (state.mode === "time" ? data.span : data.events);

/** What is shown: rows with their operations in lanes, and the axis. */
const arrange = () => {
  const proof = evidence();
  const concerned = new Set([...proof].map((i) => operations[i].row));
  let rows = data.rows.map((_, row) => row);
  if (state.scope !== "all" && concerned.size > 0) rows = rows.filter((row) => concerned.has(row));
  else rows = rows.slice(0, state.scope === "all" ? 200 : 14);
  const v = violation();
  if (v && v.culprit >= 0 && rows.length > 9) {
    // What does not fit is seen without scrolling, and so is what it contradicts.
    const first = [v.culprit, v.last].filter((i) => i >= 0).map((i) => operations[i].row);
    rows = [...new Set([...first, ...rows])].filter((row) => rows.includes(row));
  }
  const has = new Set(rows);
  const shown = operations.filter(
    (o) => has.has(o.row) && (state.scope !== "proof" || proof.size === 0 || proof.has(o.i)));
  const values = [];
  shown.forEach((o) => {
    values.push(begin(o));
    if (!o.open) values.push(end(o));
  });
  const bins = (state.mode === "time" ? data.density.time : data.density.order) || [];
  const dense = state.scope !== "proof" && data.size > operations.length;
  const busy = [];
  if (dense) {
    const total = bins[bins.length - 1];
    const width = whole() / total.length;
    total.forEach((count, i) => {
      if (count > 0) busy.push([i * width, (i + 1) * width]);
    });
    values.push(0, whole());
  }
  const cut = !dense || state.mode === "time";
  const axis = makeAxis(values, cut, busy);
  // Room for arrows between the bars.
  const gap = v && v.edges.length > 0 ? 34 : 8;
  let top = gap > 8 ? 20 : 0;
  const lanes = rows.map((row) => {
    const own = shown.filter((o) => o.row === row).sort((a, b) => a.from - b.from);
    const ends = [];
    own.forEach((o, k) => {
      const following = own[k + 1];
      const until = o.open ? (following ? following.from : Infinity) : o.to;
      let lane = ends.findIndex((e) => e <= o.from);
      if (lane < 0) lane = ends.length < 12 ? ends.length : 11;
      ends[lane] = until;
      o.lane = lane;
      o.until = o.open && following ? begin(following) : Infinity;
    });
    const count = Math.max(1, ends.length);
    const line = { row, own, top, height: count * LANE + gap, bins: bins.length > 1 && dense ? bins[row] : null };
    top += line.height;
    return line;
  });
  // The names of disturbances stand below the last row.
  if (data.disturbances.length > 0) top += 14;
  return { axis, lanes, height: top, proof, shown, dense, hidden: data.rows.length - rows.length };
};

const LANE = 30;
const BAR = 24;

/** Nanoseconds in the unit that fits. */
const nanos = (value, digits = 3) => {
  const size = Math.abs(value);
  const units = [[3.6e12, "h"], [6e10, "min"], [1e9, "s"], [1e6, "ms"], [1e3, "µs"], [1, "ns"]];
  const [unit, name] = units.find(([u]) => size >= u * (u >= 6e10 ? 10 : 1)) || units[5];
  return Number((value / unit).toPrecision(digits)) + " " + name;
};

/** The facts of an operation, as pairs. */
const facts = (o) => {
  const list = [[rowName(o.row), ""]];
  if (o.key !== 0) list.push(["key", o.key === null ? "nil" : o.key]);
  if (o.input !== 0) list.push(["asked", o.input === null ? "nil" : o.input]);
  list.push([o.outcome === "ok" ? "answer" : "value", o.value === null ? "nil" : o.value]);
  list.push(["outcome", o.outcome === "info" ? "info: may have happened, now or later, or never"
    : o.outcome === "fail" ? "fail: did not happen" : "ok"]);
  if (data.timed) {
    list.push(["began", nanos(o.began, 7)]);
    if (o.ended >= 0) list.push(["took", nanos(o.ended - o.began)]);
  }
  const lines = [o.line, o.endLine].filter((line) => line >= 0);
  if (lines.length > 0) list.push([lines.length > 1 ? "lines" : "line", lines.join("–")]);
  list.push(["index", o.index]);
  if (o.fields !== 0) o.fields.split("\n").forEach((field) => list.push(["", field]));
  return list;
};
