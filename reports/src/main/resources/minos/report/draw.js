
// Draw: the timeline and the strip above it, in SVG.

const SVG = "http://www.w3.org/2000/svg";
const GUTTER = 112;
const HEAD = 26;
const RIGHT = 10;

const element = (name, attributes, parent, text) => {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  if (parent) parent.appendChild(made);
  return made;
};

const html = (name, attributes, parent, text) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  if (parent) parent.appendChild(made);
  return made;
};

const round = (value) => Math.round(value * 10) / 10;

const fitted = (text, width) => {
  const most = Math.floor(width / 7);
  if (text.length <= most) return text;
  return most < 3 ? "" : text.slice(0, most - 1) + "…";
};

let plan = null;
let width = 800;

const x = (u) => {
  const [from, to] = state.view;
  return GUTTER + ((u - from) / (to - from)) * (width - GUTTER - RIGHT);
};
const across = (px) => {
  const [from, to] = state.view;
  return from + ((px - GUTTER) / (width - GUTTER - RIGHT)) * (to - from);
};

/** Where a bar is. */
const box = (o) => {
  const line = plan.lanes.find((l) => l.row === o.row);
  if (!line) return null;
  const left = x(plan.axis.drawn(begin(o)));
  const until = o.open ? Math.min(o.until, Infinity) : end(o);
  const right = until === Infinity ? width - 2 : x(plan.axis.drawn(until));
  return { left, right: Math.max(right, left + 3), top: HEAD + line.top + 6 + o.lane * LANE };
};

const drawDensity = (parent, line) => {
  if (!line.bins) return;
  const size = whole() / line.bins.length;
  const most = Math.max(...line.bins, 1);
  const paths = ["", "", "", ""];
  line.bins.forEach((count, i) => {
    if (count === 0) return;
    const left = x(plan.axis.drawn(i * size));
    const right = x(plan.axis.drawn((i + 1) * size));
    if (right < GUTTER || left > width) return;
    const from = Math.max(left, GUTTER);
    const level = Math.min(3, Math.floor((4 * Math.log(1 + count)) / Math.log(2 + most)));
    paths[level] += `M${round(from)} ${HEAD + line.top + 6}h${round(Math.max(0.5, right - from))}v${BAR}H${round(from)}z`;
  });
  paths.forEach((d, level) => {
    if (d) element("path", { class: "density level" + level, d }, parent);
  });
};

const drawBars = (parent) => {
  const small = {};
  const plates = [];
  const taken = new Map();
  const matches = new Set(state.matches);
  for (const o of plan.shown) {
    const at = box(o);
    if (!at || at.right < GUTTER || at.left > width) continue;
    const left = Math.max(at.left, GUTTER);
    const wide = at.right - left;
    const important = plan.proof.has(o.i) || matches.has(o.i) || o.i === state.focus;
    if (wide < 4 && !important) {
      const kind = o.outcome + (plan.proof.size > 0 ? " dim" : "");
      small[kind] = (small[kind] || "") + `M${round(left)} ${at.top}h${round(wide)}v${BAR}h${-round(wide)}z`;
      continue;
    }
    const culprit = violation() !== null && violation().culprit === o.i;
    const kind = ["bar", o.outcome];
    if (culprit) kind.push("culprit");
    else if (plan.proof.has(o.i)) kind.push("shown");
    else if (plan.proof.size > 0) kind.push("dim");
    if (matches.has(o.i)) kind.push("match");
    if (o.i === state.focus) kind.push("focus");
    const group = element("g", { class: kind.join(" "), "data-i": o.i, id: "o" + o.i, role: "img",
      "aria-label": `${o.label} ${o.outcome}, ${rowName(o.row)}${culprit ? ", does not fit" : ""}` }, parent);
    element("rect", { x: round(left), y: at.top, width: round(wide), height: BAR, rx: 3 }, group);
    const sign = culprit ? "✕ " : "";
    const whole = sign + o.label;
    let label = fitted(whole, wide - 10);
    let place = left + 6;
    let anchor = "start";
    if (important && label !== whole) {
      // Beside the bar, if nothing is drawn there: after it, or before it if there is more room.
      const line = plan.lanes.find((l) => l.row === o.row);
      const near = line.own.filter((p) => p.lane === o.lane);
      const after = near.filter((p) => p.from > o.from)[0];
      const before = near.filter((p) => p.from < o.from).pop();
      const room = Math.min(after ? box(after).left : width - RIGHT, width - RIGHT) - at.right;
      const lane = o.row + " " + o.lane;
      const space = at.left - Math.max(before ? box(before).right : GUTTER, taken.get(lane) || GUTTER);
      const behind = fitted(whole, room - 10);
      const ahead = fitted(whole, space - 10);
      // Behind the sign of the last that fits.
      const gap = violation() && violation().last === o.i ? 11 : 5;
      if (behind.length > label.length && behind.length >= ahead.length) {
        label = behind;
        place = at.right + gap;
        taken.set(lane, place + 7 * label.length);
      } else if (ahead.length > label.length) {
        label = ahead;
        place = at.left - 5;
        anchor = "end";
      }
    }
    if (plan.proof.has(o.i) && !label) plates.push([o, at, whole, culprit]);
    if (label) element("text", { x: round(place), y: at.top + 16, "text-anchor": anchor }, group, label);
    if (o.open) element("path", { class: "later", d: `M${round(at.right - 9)} ${at.top + 7}l6 5l-6 5` }, group);
  }
  for (const [kind, d] of Object.entries(small)) {
    element("path", { class: "bars " + kind, d }, parent);
  }
  plates.forEach((plate) => drawPlate(parent, ...plate));
};

/** What the proof names has a name, over neighbours that it does not name, where these leave no room. */
const drawPlate = (parent, o, at, whole, culprit) => {
  const near = plan.lanes.find((l) => l.row === o.row).own
    .filter((p) => p.lane === o.lane && p.i !== o.i && plan.proof.has(p.i) && box(p));
  const after = near.filter((p) => p.from > o.from).map((p) => box(p).left)[0];
  const before = near.filter((p) => p.from < o.from).map((p) => box(p).right).pop();
  const gap = violation() && violation().last === o.i ? 10 : 3;
  const behind = fitted(whole, Math.min(after || width, width - RIGHT) - at.right - gap - 9);
  const ahead = fitted(whole, at.left - Math.max(before || GUTTER, GUTTER) - 12);
  const label = behind.length >= ahead.length ? behind : ahead;
  // Beside others that the proof names, it would cover their names.
  if (!label || (near.length > 0 && !(culprit && label === whole))) return;
  const wide = label.length * 7 + 6;
  const left = label === behind ? at.right + gap : at.left - wide - 3;
  const group = element("g", { class: "plate" + (culprit ? " culprit" : "") }, parent);
  element("rect", { x: round(left), y: at.top + 2, width: wide, height: BAR - 4, rx: 3 }, group);
  element("text", { x: round(left + 3), y: at.top + 16 }, group, label);
};

const drawEdges = (parent) => {
  const drawn = {};
  const labels = [];
  for (const [from, to, relation] of violation() ? violation().edges : []) {
    const a = from < 0 ? null : box(operations[from]);
    const b = to < 0 ? null : box(operations[to]);
    if (!a || !b || from === to) continue;
    const kind = ["ww", "wr", "rw"].includes(relation) ? relation : relation.startsWith("real") ? "rt" : "so";
    const forward = a.left <= b.left;
    const level = a.top === b.top;
    const x1 = level ? (forward ? a.right : a.left) : Math.min(a.right - 3, a.left + (forward ? 30 : 60));
    const x2 = level ? (forward ? b.left : b.right) : Math.min(b.right - 3, b.left + (forward ? 30 : 60));
    const down = b.top > a.top;
    const y1 = level ? a.top : down ? a.top + BAR : a.top;
    const y2 = level ? b.top : down ? b.top : b.top + BAR;
    // Several between the same two lie beside each other.
    const pair = Math.min(from, to) + " " + Math.max(from, to);
    const nth = drawn[pair] = (drawn[pair] || 0) + 1;
    const aside = level ? (nth - 1) * 52 : 0;
    const bend = level ? -22 : (y2 - y1) / 2;
    const middle = level ? y1 - 18 : (y1 + y2) / 2;
    element("path", { class: "edge " + kind,
      d: `M${round(x1)} ${y1}C${round(x1)} ${y1 + bend} ${round(x2)} ${y2 - (level ? 22 : bend)} ${round(x2)} ${y2}` }, parent);
    const tip = level || down ? -8 : 8;
    element("path", { class: "head " + kind, d: `M${round(x2)} ${y2}l-4 ${tip}h8z` }, parent);
    labels.push(() => {
      const label = element("g", { class: "relation-label" }, parent);
      const lx = (x1 + x2) / 2 + (nth % 2 ? -1 : 1) * aside;
      element("rect", { x: round(lx - 4 - relation.length * 3.4), y: middle - 8, width: round(8 + relation.length * 6.8), height: 16, rx: 8 }, label);
      element("text", { class: "relation " + kind, x: round(lx), y: middle + 4, "text-anchor": "middle" }, label, relation);
    });
  }
  // Above all arrows, so that none crosses a name.
  labels.forEach((draw) => draw());
};

/** Where the order ends: by its completion the culprit had to take effect. */
const drawDeadEnd = (parent) => {
  const v = violation();
  if (!v || v.culprit < 0 || v.last === undefined) return;
  const culprit = box(operations[v.culprit]);
  if (!culprit) return;
  const bottom = HEAD + plan.height;
  element("path", { class: "deadend", d: `M${round(culprit.right)} ${HEAD}V${bottom}` }, parent);
  if (v.last >= 0) {
    const last = box(operations[v.last]);
    if (last && last.right > GUTTER) {
      const group = element("g", { class: "last" }, parent);
      element("circle", { cx: round(last.right), cy: last.top + BAR / 2, r: 7 }, group);
      element("path", { d: `M${round(last.right - 3)} ${last.top + 12}l2.5 3l4 -6` }, group);
    }
  }
};

/** The order of a witness: a line through the points at which operations take effect. */
const drawOrders = (parent) => {
  if (violation()) return;
  data.orders.slice(0, 40).forEach((order) => {
    let path = "";
    const dots = [];
    for (let k = 0; k < order.length; k += 2) {
      const o = operations[order[k]];
      const at = box(o);
      if (!at) continue;
      const share = o.open || o.to === o.from ? 0 : (order[k + 1] - o.from) / (o.to - o.from);
      const px = at.left + share * (at.right - at.left);
      if (px < GUTTER - 400 || px > width + 400) continue;
      path += (path ? "L" : "M") + round(px) + " " + (at.top + BAR / 2);
      dots.push([px, at.top + BAR / 2]);
    }
    if (path) element("path", { class: "order", d: path }, parent);
    dots.forEach(([cx, cy]) => element("circle", { class: "point", cx: round(cx), cy, r: 3.5 }, parent));
  });
};

const drawAxis = (parent) => {
  element("rect", { class: "head-paper", x: 0, y: 0, width, height: HEAD - 4 }, parent);
  const taken = [];
  plan.axis.breaks.forEach((b) => {
    const left = x(b.u0);
    const right = x(b.u1);
    if (right < GUTTER || left > width) return;
    const middle = (left + right) / 2;
    if (middle < GUTTER) return;
    let zigzag = `M${round(middle)} ${HEAD}`;
    for (let y = HEAD; y < HEAD + plan.height; y += 8) zigzag += "l3 4l-3 4";
    element("path", { class: "pause", d: zigzag }, parent);
    const text = state.mode === "time" ? nanos(b.to - b.from, 2) : "…";
    if (middle > GUTTER + 30 && middle < width - 30 && taken.every((t) => Math.abs(t - middle) > 64)) {
      element("text", { class: "tick pause-label", x: round(middle), y: 15, "text-anchor": "middle" }, parent, "⋯ " + text + " ⋯");
      taken.push(middle);
    }
  });
  const digits = Math.max(3, Math.min(9, Math.ceil(Math.log10(plan.axis.native(state.view[1]) / Math.max(1e-9, (plan.axis.native(state.view[1]) - plan.axis.native(state.view[0])) / 40)))));
  let said = "";
  for (let px = GUTTER + 40; px < width - 40; px += 130) {
    if (taken.some((t) => Math.abs(t - px) < 74)) continue;
    const native = plan.axis.native(across(px));
    const text = state.mode === "time" ? nanos(native, digits) : "event " + Math.round(native);
    if (text === said) continue;
    said = text;
    element("path", { class: "tickmark", d: `M${px} ${HEAD - 6}v6` }, parent);
    element("text", { class: "tick", x: px, y: 15, "text-anchor": "middle" }, parent, text);
  }
};

const drawRows = (parent) => {
  plan.lanes.forEach((line, i) => {
    element("rect", { class: "row" + (i % 2), x: 0, y: HEAD + line.top, width, height: line.height }, parent);
    drawDensity(parent, line);
  });
};

const drawNames = (parent) => {
  element("rect", { class: "gutter", x: 0, y: HEAD, width: GUTTER - 4, height: plan.height }, parent);
  plan.lanes.forEach((line) => {
    const name = element("text", { class: "process", x: 8, y: HEAD + line.top + 22 }, parent, fitted(rowName(line.row), GUTTER - 14));
    element("title", {}, name, rowName(line.row));
  });
};

const drawDisturbances = (parent) => {
  let free = GUTTER;
  data.disturbances.forEach(([name, from, to, fromPosition, toPosition]) => {
    if (state.mode === "time" && from < 0) return;
    const a = x(plan.axis.drawn(state.mode === "time" ? from : fromPosition));
    const b = state.mode === "time" && to < 0 ? width : x(plan.axis.drawn(state.mode === "time" ? to : toPosition));
    if (b < GUTTER || a > width) return;
    const left = Math.max(a, GUTTER);
    const band = element("rect", { class: "disturbed", x: round(left), y: HEAD - 4, width: round(Math.max(2, b - left)), height: plan.height + 4 }, parent);
    element("title", {}, band, name);
    // One after the other, where several were at work.
    const start = Math.max(left, free);
    const label = fitted(name, b - start - 6);
    if (!label) return;
    element("text", { class: "disturbed-name", x: round(start + 4), y: HEAD + plan.height - 3 }, parent, label);
    free = start + 10 + label.length * 6.5;
  });
};

const canvas = element("svg", { class: "timeline", tabindex: "0", role: "group",
  "aria-roledescription": "timeline", "aria-label": "Timeline: arrow keys go from operation to operation, plus and minus zoom" });
const strip = element("svg", { class: "strip", role: "img", "aria-label": "The whole history; drag to move" });
const STRIP = 30;

/** The whole history at once, with what is in view. Its axis is even. */
const drawStrip = () => {
  strip.replaceChildren();
  strip.setAttribute("width", width);
  strip.setAttribute("height", STRIP);
  const bins = (state.mode === "time" ? data.density.time : data.density.order) || [];
  const total = bins[bins.length - 1] || [];
  const inner = width - GUTTER - RIGHT;
  const at = (native) => GUTTER + (native / Math.max(1, whole())) * inner;
  const most = Math.max(...total, 1);
  let path = `M${GUTTER} ${STRIP - 2}`;
  total.forEach((count, i) => {
    const y = STRIP - 2 - (count / most) * (STRIP - 8);
    path += `L${round(GUTTER + (i / total.length) * inner)} ${round(y)}L${round(GUTTER + ((i + 1) / total.length) * inner)} ${round(y)}`;
  });
  element("text", { class: "process", x: 8, y: 19 }, strip, "all of it");
  data.disturbances.forEach(([, from, to, a, b]) => {
    const left = at(state.mode === "time" ? Math.max(0, from) : a);
    const right = at(state.mode === "time" ? (to < 0 ? data.span : to) : b);
    element("rect", { class: "disturbed", x: round(left), y: 0, width: round(Math.max(1, right - left)), height: STRIP }, strip);
  });
  element("path", { class: "total", d: path + `L${width - RIGHT} ${STRIP - 2}z` }, strip);
  data.violations.forEach((v, i) => {
    const o = operations[v.culprit >= 0 ? v.culprit : v.operations[0]];
    if (!o) return;
    const px = at(begin(o));
    element("path", { class: "mark" + (i === state.violation ? " current" : ""), d: `M${round(px)} 1l4 7h-8z` }, strip);
  });
  const left = at(plan.axis.native(state.view[0]));
  const right = at(plan.axis.native(state.view[1]));
  element("rect", { class: "window", x: round(left), y: 1, width: round(Math.max(3, right - left)), height: STRIP - 2, rx: 2 }, strip);
};

const draw = () => {
  width = Math.max(420, scroller.clientWidth);
  canvas.replaceChildren();
  canvas.setAttribute("width", width);
  canvas.setAttribute("height", HEAD + plan.height + 4);
  const back = element("g", {}, canvas);
  drawRows(back);
  drawDisturbances(back);
  drawAxis(back);
  const front = element("g", {}, canvas);
  drawOrders(front);
  drawBars(front);
  drawEdges(front);
  drawDeadEnd(front);
  drawNames(canvas);
  drawStrip();
};

let asked = false;
const redraw = () => {
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    draw();
  });
};
