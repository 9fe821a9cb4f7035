
// Page: from violation to violation, dark and light, and the keys.

const cards = [...document.querySelectorAll("[data-violation]")];
const which = document.getElementById("which");

const choose = (index) => {
  if (cards.length === 0) return;
  state.violation = (index + cards.length) % cards.length;
  cards.forEach((card, i) => { card.hidden = i !== state.violation; });
  if (which) which.textContent = `Violation ${state.violation + 1} of ${cards.length}`;
  state.focus = -1;
  hush();
  chooseScope();
  show();
  fit();
  scroller.scrollTop = 0;
};

const scheme = document.getElementById("scheme");
scheme.hidden = false;
scheme.addEventListener("click", () => {
  const root = document.documentElement;
  const dark = root.dataset.scheme ? root.dataset.scheme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.scheme = dark ? "light" : "dark";
});

document.querySelectorAll("[data-index]").forEach((chip) => {
  chip.addEventListener("click", () => {
    const o = operations.find((p) => String(p.index) === chip.dataset.index);
    if (o) {
      focus(o.i);
      canvas.focus({ preventScroll: true });
    }
  });
});
const previous = document.getElementById("before");
const next = document.getElementById("next");
if (previous) previous.addEventListener("click", () => choose(state.violation - 1));
if (next) next.addEventListener("click", () => choose(state.violation + 1));

const everywhere = {
  n: () => choose(state.violation + 1),
  p: () => choose(state.violation - 1),
  "/": () => find.focus(),
  "+": () => zoom(1 / 1.6),
  "=": () => zoom(1 / 1.6),
  "-": () => zoom(1.6),
  0: fit,
  w: fitAll,
  t: () => setMode(state.mode === "time" ? "order" : "time"),
  1: () => violation() && setScope("proof"),
  2: () => setScope("near"),
  3: () => setScope("all"),
  Escape: () => { state.focus = -1; hush(); redraw(); },
};
const onTimeline = {
  ArrowRight: (event) => (event.shiftKey ? pan(0.2) : step(1)),
  ArrowLeft: (event) => (event.shiftKey ? pan(-0.2) : step(-1)),
  ArrowDown: () => stepRow(1),
  ArrowUp: () => stepRow(-1),
  Home: () => { fitAll(); },
  Enter: () => step(0),
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
  const act = (document.activeElement === canvas && onTimeline[event.key]) || everywhere[event.key];
  if (act) {
    act(event);
    event.preventDefault();
  }
});
window.addEventListener("resize", redraw);

host.replaceChildren(bar);
if (data.size > 60) host.appendChild(strip);
host.appendChild(scroller);
scroller.appendChild(canvas);
const foot = html("p", { class: "legend-line" }, host);
foot.appendChild(status);
html("span", { class: "keys" }, foot, "Keys: n p violations · ← → ↑ ↓ operations · + − zoom · Shift ← → move · 0 back · t time or order · / search");
if (violation()) {
  choose(0);
} else {
  show();
  fit();
}
document.documentElement.dataset.ready = "true";
