
// Explore: views, zoom, search, focus, and what is said of the operation pointed at.

const host = document.getElementById("timeline");
const tip = html("div", { class: "tip", hidden: "", role: "tooltip", id: "tip" }, document.body);
const voice = html("div", { class: "unseen", "aria-live": "polite", id: "voice" }, document.body);

const rearrange = () => {
  plan = arrange();
};

const setView = (from, to) => {
  const length = plan.axis.length;
  const least = Math.min(length, length / 2e6);
  let size = Math.max(least, to - from);
  const margin = length * 0.04;
  size = Math.min(size, length + 2 * margin);
  const start = Math.max(-margin, Math.min(from, length + margin - size));
  state.view = [start, start + size];
  redraw();
};

const zoom = (factor, u = (state.view[0] + state.view[1]) / 2) => {
  const [from, to] = state.view;
  setView(u - (u - from) * factor, u + (to - u) * factor);
};

const pan = (share) => {
  const by = (state.view[1] - state.view[0]) * share;
  setView(state.view[0] + by, state.view[1] + by);
};

const fitAll = () => setView(-plan.axis.length * 0.02, plan.axis.length * 1.02);

/** Shows the violation, whole, with a little of what came before; without one, the beginning. */
const fit = () => {
  const own = [...plan.proof].map((i) => operations[i]).filter((o) => box(o));
  if (own.length === 0) {
    const first = plan.shown.slice(0, 60);
    if (first.length < 2) return fitAll();
    const last = Math.max(...first.map((o) => plan.axis.drawn(o.open ? begin(o) : end(o))));
    return setView(-last * 0.02, last * 1.05);
  }
  const from = Math.min(...own.map((o) => plan.axis.drawn(begin(o))));
  const ends = own.map((o) => plan.axis.drawn(o.open ? begin(o) : end(o)));
  const to = Math.max(...ends);
  const size = Math.max(to - from, plan.axis.length / 1e6);
  return setView(from - size * 0.1, to + size * 0.14);
};

/** If too much lies between what proves the violation, only that is shown at first. */
const chooseScope = () => {
  if (!violation()) return;
  state.scope = "near";
  rearrange();
  fit();
  const [from, to] = state.view;
  const inView = plan.shown.filter((o) => {
    const at = plan.axis.drawn(begin(o));
    return at >= from && at <= to;
  });
  const own = [...plan.proof].map((i) => operations[i]);
  const first = Math.min(...own.map((o) => o.from));
  const last = Math.max(...own.map((o) => (o.open ? o.from : o.to)));
  const far = plan.dense && (last - first) > operations.length;
  if (inView.length > 60 || far) state.scope = "proof";
};

const buttons = {};
const press = (name, on) => buttons[name] && buttons[name].setAttribute("aria-pressed", String(on));
const status = html("span", { class: "status", id: "status", role: "status" });

const show = () => {
  rearrange();
  for (const scope of ["proof", "near", "all"]) press(scope, state.scope === scope);
  press("time", state.mode === "time");
  press("order", state.mode === "order");
  const among = operations.length < data.size
    ? `${operations.length.toLocaleString("en")} of ${data.size.toLocaleString("en")} operations one by one, the rest as density`
    : plan.shown.length < operations.length
      ? `${plan.shown.length.toLocaleString("en")} of ${operations.length.toLocaleString("en")} operations` : "";
  status.textContent = [among, plan.hidden > 0 ? `${plan.hidden} processes folded` : ""].filter((s) => s).join(" · ");
};

const setScope = (scope) => {
  state.scope = scope;
  show();
  fit();
};

const setMode = (mode) => {
  if (mode === "time" && !data.timed) return;
  state.mode = mode;
  show();
  fit();
};

const describe = (o) => {
  tip.replaceChildren();
  html("strong", {}, tip, o.label + " " + o.outcome);
  const list = html("dl", {}, tip);
  facts(o).forEach(([name, value]) => {
    html("dt", {}, list, name);
    html("dd", {}, list, String(value));
  });
};

const tell = (o, px, py) => {
  describe(o);
  tip.hidden = false;
  const size = tip.getBoundingClientRect();
  tip.style.left = Math.max(4, Math.min(px + 12, window.innerWidth - size.width - 8)) + "px";
  tip.style.top = (py + size.height + 20 > window.innerHeight ? Math.max(4, py - size.height - 12) : py + 16) + "px";
};

const hush = () => {
  tip.hidden = true;
};

/** Puts the focus on an operation: in view, described, told to who listens. */
const focus = (i, move = true) => {
  const o = operations[i];
  if (!o) return;
  state.focus = i;
  if (!plan.shown.includes(o)) {
    state.scope = plan.lanes.some((l) => l.row === o.row) ? "near" : "all";
    show();
    if (!plan.shown.includes(o)) return;
    fit();
  }
  const u = plan.axis.drawn(begin(o));
  const [from, to] = state.view;
  if (move && (u < from || u > to)) setView(u - (to - from) / 2, u + (to - from) / 2);
  draw();
  const at = box(o);
  const area = canvas.getBoundingClientRect();
  const frame = scroller.getBoundingClientRect();
  if (at.top + area.top < frame.top + HEAD || at.top + area.top + BAR > frame.bottom) {
    scroller.scrollTop = at.top - frame.height / 2;
  }
  const now = canvas.getBoundingClientRect();
  tell(o, now.left + Math.max(at.left, GUTTER), now.top + at.top + BAR - 8);
  voice.textContent = `${o.label} ${o.outcome}, ${facts(o).map(([n, v]) => n + " " + v).join(", ")}`;
};

/** The next operation by time, over the rows shown. */
const step = (by) => {
  const list = [...plan.shown].sort((a, b) => a.from - b.from);
  if (list.length === 0) return;
  const v = violation();
  const now = list.findIndex((o) => o.i === state.focus);
  if (now < 0) {
    const start = v && v.culprit >= 0 && list.some((o) => o.i === v.culprit) ? v.culprit : list[0].i;
    focus(start);
  } else {
    focus(list[Math.max(0, Math.min(list.length - 1, now + by))].i);
  }
};

/** The operation of the next row that is nearest in time. */
const stepRow = (by) => {
  const o = operations[state.focus];
  const now = o ? plan.lanes.findIndex((l) => l.row === o.row) : -1;
  if (now < 0) return step(0);
  for (let k = now + by; k >= 0 && k < plan.lanes.length; k += by) {
    const own = plan.lanes[k].own;
    if (own.length > 0) {
      const near = own.reduce((a, b) => (Math.abs(a.from - o.from) <= Math.abs(b.from - o.from) ? a : b));
      return focus(near.i);
    }
  }
};

const search = (words) => {
  const terms = words.toLowerCase().split(/\s+/).filter((t) => t);
  state.matches = terms.length === 0 ? []
    : operations.filter((o) => terms.every((t) => o.found.includes(t))).map((o) => o.i);
  state.match = -1;
  count.textContent = terms.length === 0 ? "" : `${state.matches.length} found`;
  redraw();
};

const nextMatch = (by) => {
  if (state.matches.length === 0) return;
  state.match = (state.match + by + state.matches.length) % state.matches.length;
  focus(state.matches[state.match]);
  count.textContent = `${state.match + 1} of ${state.matches.length}`;
};

/** The operation at a place on the screen. */
const under = (event) => {
  const area = canvas.getBoundingClientRect();
  const px = event.clientX - area.left;
  const py = event.clientY - area.top;
  if (px < GUTTER) return null;
  let best = null;
  let distance = 5;
  for (const o of plan.shown) {
    const at = box(o);
    if (!at || py < at.top || py > at.top + BAR) continue;
    const away = px < at.left ? at.left - px : px > at.right ? px - at.right : 0;
    if (away < distance) {
      best = o;
      distance = away;
    }
  }
  return best;
};

const bar = html("div", { class: "tools", role: "toolbar", "aria-label": "Timeline" });
const group = (label) => html("span", { class: "group", role: "group", "aria-label": label }, bar);
const button = (name, text, hint, where, act) => {
  buttons[name] = html("button", { type: "button", title: hint, "data-name": name }, where, text);
  buttons[name].addEventListener("click", act);
};
const scopes = group("what is shown");
if (violation()) button("proof", "Proof only", "only the operations of the proof (1)", scopes, () => setScope("proof"));
button("near", violation() ? "Its processes" : "First processes", "all operations of these processes (2)", scopes, () => setScope("near"));
button("all", "All", "all processes (3)", scopes, () => setScope("all"));
const modes = group("axis");
button("time", "Time", data.timed ? "real time, pauses cut short (t)" : "the history tells no times", modes, () => setMode("time"));
button("order", "Order", "order of events (t)", modes, () => setMode("order"));
if (!data.timed) buttons.time.disabled = true;
const zooms = group("zoom");
button("out", "−", "zoom out (-)", zooms, () => zoom(1.6));
button("in", "+", "zoom in (+)", zooms, () => zoom(1 / 1.6));
button("fit", violation() ? "Violation" : "Start", "back to where it opened (0)", zooms, fit);
button("whole", "Whole", "the whole history (w)", zooms, fitAll);
const find = html("input", { type: "search", id: "search", placeholder: "Search ( / )", "aria-label": "Search operations: words of the operation, process, line" }, bar);
const count = html("span", { class: "found", role: "status" }, bar);
const scroller = html("div", { class: "scroller" });

find.addEventListener("input", () => search(find.value));
find.addEventListener("keydown", (event) => {
  if (event.key === "Enter") {
    nextMatch(event.shiftKey ? -1 : 1);
    event.preventDefault();
  } else if (event.key === "Escape") {
    find.value = "";
    search("");
    hush();
    canvas.focus();
  }
  event.stopPropagation();
});

let drag = null;
canvas.addEventListener("pointerdown", (event) => {
  drag = { x: event.clientX, view: state.view, moved: false };
  hush();
});
window.addEventListener("pointermove", (event) => {
  if (drag) {
    const by = event.clientX - drag.x;
    if (Math.abs(by) > 3) drag.moved = true;
    if (drag.moved) {
      const unit = (drag.view[1] - drag.view[0]) / (width - GUTTER - RIGHT);
      setView(drag.view[0] - by * unit, drag.view[1] - by * unit);
    }
  } else if (canvas.contains(event.target)) {
    const o = under(event);
    if (o) tell(o, event.clientX, event.clientY);
    else hush();
  }
});
window.addEventListener("pointerup", (event) => {
  const moved = drag && drag.moved;
  const own = drag !== null;
  drag = null;
  if (own && !moved && canvas.contains(event.target)) {
    const o = under(event);
    if (o) focus(o.i, false);
  }
});
canvas.addEventListener("pointerleave", hush);
canvas.addEventListener("blur", hush);
canvas.addEventListener("dblclick", (event) => zoom(0.4, across(event.clientX - canvas.getBoundingClientRect().left)));
canvas.addEventListener("wheel", (event) => {
  const at = across(event.clientX - canvas.getBoundingClientRect().left);
  if (event.ctrlKey || event.metaKey || event.altKey) {
    zoom(Math.exp(event.deltaY * 0.004), at);
    event.preventDefault();
  } else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
    pan(event.deltaX / width);
    event.preventDefault();
  }
}, { passive: false });

const moveTo = (event) => {
  const share = (event.clientX - strip.getBoundingClientRect().left - GUTTER) / (width - GUTTER - RIGHT);
  const u = plan.axis.drawn(Math.max(0, Math.min(1, share)) * whole());
  const half = (state.view[1] - state.view[0]) / 2;
  setView(u - half, u + half);
};
strip.addEventListener("pointerdown", (event) => {
  if (state.scope === "proof" && violation()) setScope("near");
  strip.setPointerCapture(event.pointerId);
  moveTo(event);
});
strip.addEventListener("pointermove", (event) => {
  if (event.buttons === 1) moveTo(event);
});
