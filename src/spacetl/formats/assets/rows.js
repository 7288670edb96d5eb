// The rows of a chart, each with the states of its event: a row shows the last one at or before the slider's stop.
// Every word and every place comes with the page: the script has no dates to work out.

const SVG = "http://www.w3.org/2000/svg";
const GLOW = 1600; // ms for which a row glows after a change
const NOTHING = [0, null, 0, 0, []]; // the state before the first
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const byId = (id) => document.getElementById(id);
const clamped = (x, low, high) => Math.min(Math.max(x, low), high);
const data = JSON.parse(byId("data").textContent);
const last = data.stops.length - 1;
let stop = data.day;

const rows = [...document.querySelectorAll("tr.event")].map((row, number) => {
  const event = data.events[number];
  const [head, bar, when, status, slip] = row.cells;
  const names = event.agencies.map((agency) => data.agencies[agency]);
  const about = [event.title, event.id, ...event.tags, ...names, event.agency, event.note].join("\n").toLowerCase();
  const button = make("button", "", head.firstChild.textContent);
  button.type = "button";
  button.setAttribute("aria-controls", "card");
  button.setAttribute("aria-expanded", "false");
  head.firstChild.replaceWith(button);
  button.addEventListener("click", () => choose(event === chosen ? null : event));
  const drawing = bar.firstChild;
  row.dataset.number = number;
  return {row, event, button, when, status, slip, drawing, names, about, body: row.parentElement, shown: undefined};
});

const stateOf = (event) => event.states.findLast((state) => state[0] <= stop) ?? NOTHING;

function shape([number, start, end]) {
  const [name, kind, of] = data.looks[number];
  const element = document.createElementNS(SVG, name);
  element.setAttribute("class", kind);
  if (name === "use") {
    element.setAttribute("href", of);
    element.setAttribute("x", `${start}%`);
  } else if (name === "rect") {
    element.setAttribute("x", `${start}%`);
    element.setAttribute("width", `${(end - start).toFixed(2)}%`);
  } else {
    element.setAttribute("x1", `${start}%`);
    element.setAttribute("x2", `${end}%`);
  }
  return element;
}

function tell(each, state) {
  const [since, status, when, slip] = state;
  if (each.shown && since === stop && !calm.matches) each.row.animate({backgroundColor: ["var(--glow)", "transparent"]}, GLOW);
  each.shown = state;
  if (status === null) return;
  const [words, , tone] = data.statuses[status];
  each.when.textContent = data.whens[when];
  each.when.className = `when ${tone}`;
  each.status.textContent = words;
  each.status.className = `status ${tone}`;
  each.slip.textContent = data.slips[slip];
}

function draw(each) {
  if (each.drawn !== each.shown) {
    each.drawn = each.shown;
    const marks = each.shown[4].map((mark) => each.event.marks[mark]);
    const shapes = marks.map(shape);
    const late = shapes.findIndex((one) => one.matches(".overdue, .maybe"));
    each.late = late < 0 ? null : [shapes[late], ...marks[late].slice(1)];
    each.drawing.replaceChildren(...shapes);
  }
  if (each.late) each.late[0].setAttribute("x2", `${clamped(data.stops[stop][2], each.late[1], each.late[2])}%`);
}

// only what is near the window is drawn; the words of all rows are always there
const near = new IntersectionObserver((changes) => {
  for (const {target, isIntersecting} of changes) {
    const each = rows[target.dataset.number];
    each.near = isIntersecting;
    if (isIntersecting) draw(each);
  }
}, {rootMargin: "50%"});
