// The page of a chart: a slider through the days on which something changed, filters, news, and the view's address.

const QUIET = 500; // ms without a change, after which the view is spoken and kept in the address
const RUN = 30000; // ms that playing takes, unless a step would be too short or too long
const slider = byId("day");
const axis = document.querySelector(".axis");
const filters = byId("filters");
const selects = ["agency", "tag"].map(byId).filter(Boolean);
const chips = [...filters.querySelectorAll(".chip")];
const bodies = [...byId("chart").tBodies];
const flat = document.createElement("tbody");
let order = [0, 0]; // the column, and the sign
let playing = 0;
let quiet = 0;
let frame = 0;

// what is shown

function show() {
  cancelAnimationFrame(frame);
  frame = 0;
  const x = data.stops[stop][2];
  const picked = filtersNow();
  const counts = new Map();
  for (const each of rows) {
    const state = stateOf(each.event);
    if (state !== each.shown) tell(each, state);
    if (each.near) draw(each);
    const status = state[1] === null ? null : data.statuses[state[1]][1];
    const passes = status !== null && passesWords(each, picked);
    if (passes) counts.set(status, (counts.get(status) ?? 0) + 1);
    each.row.hidden = !passes || (picked.status.length > 0 && !picked.status.includes(status));
  }
  arrange();
  for (const chip of chips) {
    const count = counts.get(chip.firstChild.value) ?? 0;
    chip.querySelector("b").textContent = count;
    chip.classList.toggle("none", !count);
  }
  const words = data.stops[stop][1];
  byId("as-of").textContent = words;
  slider.value = stop;
  slider.setAttribute("aria-valuetext", words);
  byId("back").disabled = stop === 0;
  byId("next").disabled = stop === last;
  for (const name of ["x1", "x2"]) byId("as-of-line").setAttribute(name, `${x}%`);
  byId("as-of-mark").setAttribute("x", `${clamped(x, 0, 100)}%`);
  filters.querySelector("[type=reset]").hidden = !(picked.text || picked.agency || picked.tag || picked.status.length);
  byId("none").hidden = rows.some((each) => !each.row.hidden);
  tellNews();
  showCard();
  clearTimeout(quiet);
  if (!playing) quiet = setTimeout(settle, QUIET);
}

/** Show before the next frame is painted, however often the slider moves. */
function showSoon() {
  frame ||= requestAnimationFrame(show);
}

function arrange() {
  const [column, sign] = order;
  if (sign) {
    const numbers = {
      1: (each) => (each.status.textContent === "undated" ? undefined : each.shown[2]),
      2: (each) => each.shown[1],
      3: (each) => (data.slips[each.shown[3]] ? each.shown[3] : undefined),
    };
    const number = numbers[column] ?? ((each) => titles.get(each));
    const inOrder = sorted(rows, number, sign).map((each) => each.row);
    if (inOrder.some((row, place) => flat.rows[place] !== row)) flat.replaceChildren(...inOrder);
  }
  for (const body of bodies) body.hidden = sign || ![...body.rows].some((row) => row.className !== "group" && !row.hidden);
}

const titles = new Map(
  [...rows].sort((one, other) => one.event.title.localeCompare(other.event.title)).map((each, place) => [each, place]));
flat.className = "flat";
flat.setAttribute("role", "rowgroup");
sortable([...document.querySelectorAll("#chart thead th")], (column, sign) => {
  order = [column, sign];
  if (sign) byId("chart").append(flat);
  else {
    for (const each of rows) each.body.append(each.row);
    flat.remove();
  }
  show();
});

// filters

function filtersNow() {
  const values = Object.fromEntries(selects.map((select) => [select.id, select.value]));
  const status = chips.map((chip) => chip.firstChild).filter((box) => box.checked).map((box) => box.value);
  return {...values, status, text: byId("search").value.trim().toLowerCase()};
}

function passesWords({event, names, about}, {agency, tag, text}) {
  return (!agency || names.includes(agency)) && (!tag || event.tags.includes(tag)) && about.includes(text);
}

// what just changed

function tellNews() {
  const news = rows.filter((each) => each.shown[0] === stop && !each.row.hidden).map((each) => {
    const said = each.event.told.filter(([since]) => since === stop).map(([, , by, due, move]) => {
      const speaker = data.cells[by][0];
      return `${data.cells[due][0]}, ${data.cells[move][0]}${speaker ? ` (${speaker})` : ""}`;
    });
    const line = make("span", "", make("b", "", each.event.title));
    line.append(said.length ? `: ${said.join("; ")}` : ` is ${each.status.textContent} now`);
    return line;
  });
  const more = news.length - 3;
  if (more > 1) news.splice(3, Infinity, make("span", "", `and ${more} more changes`));
  const hint = stop === data.day ? `Move the slider, or press Play, to see what was known on any day since ${data.stops[0][1]}.` : "";
  byId("news").replaceChildren(...(news.length ? news : [hint]));
}

/** Speak the view and keep it in the address, once the slider rests. */
function settle() {
  const shown = rows.filter((each) => !each.row.hidden).length;
  const news = [...byId("news").childNodes].map((node) => node.textContent).join("; ");
  byId("spoken").textContent = `${data.stops[stop][1]}: ${shown} ${shown === 1 ? "event" : "events"}. ${news}`;
  const {agency, tag, status} = filtersNow();
  const view = new URLSearchParams();
  if (stop !== data.day) view.set("day", data.stops[stop][0]);
  if (agency) view.set("agency", agency);
  if (tag) view.set("tag", tag);
  for (const each of status) view.append("status", each);
  if (byId("search").value.trim()) view.set("q", byId("search").value.trim());
  if (chosen) view.set("event", chosen.id);
  const hash = String(view) && `#${view}`;
  if (location.hash !== hash) history.replaceState(null, "", hash || location.pathname + location.search);
}

/** Take the day, the filters and the event from the address. */
function recall() {
  const view = new URLSearchParams(location.hash.slice(1));
  const day = view.get("day");
  stop = day === null ? data.day : Math.max(data.stops.findLastIndex(([each]) => each <= day), 0);
  for (const select of selects) {
    select.value = view.get(select.id) ?? "";
    if (select.selectedIndex < 0) select.value = "";
  }
  for (const {firstChild: box} of chips) box.checked = view.getAll("status").includes(box.value);
  byId("search").value = view.get("q") ?? "";
  mark(data.events.find((event) => event.id === view.get("event")) ?? null);
  show();
}

// moving

function move(to) {
  stop = clamped(to, 0, last);
  showSoon();
}

function play(on) {
  clearTimeout(playing);
  playing = 0;
  byId("play").textContent = on ? "Pause" : "Play";
  if (!on) return showSoon();
  if (stop === last) stop = -1;
  const pause = calm.matches ? 1500 : clamped(RUN / data.stops.length, 60, 700);
  const step = () => {
    move(stop + 1);
    if (stop === last) play(false);
    else playing = setTimeout(step, pause);
  };
  step();
}

/** Move to the last stop at or before the place of the pointer on the axis. */
function follow({clientX}) {
  const {left, width} = axis.getBoundingClientRect();
  const x = (100 * (clientX - left)) / width;
  if (playing) play(false);
  move(data.stops.findLastIndex((each) => each[2] <= x));
}

axis.addEventListener("pointerdown", (event) => {
  axis.setPointerCapture(event.pointerId);
  follow(event);
});
axis.addEventListener("pointermove", (event) => axis.hasPointerCapture(event.pointerId) && follow(event));
slider.addEventListener("input", () => {
  if (playing) play(false);
  move(Number(slider.value));
});
byId("play").addEventListener("click", () => play(!playing));
byId("back").addEventListener("click", () => move(stop - 1));
byId("next").addEventListener("click", () => move(stop + 1));
for (const kind of ["input", "change"]) filters.addEventListener(kind, showSoon);
filters.addEventListener("reset", () => setTimeout(show));
filters.addEventListener("submit", (event) => event.preventDefault());
addEventListener("hashchange", recall);
addEventListener("beforeprint", () => rows.forEach(draw));
document.addEventListener("keydown", (event) => {
  if (event.metaKey) return;
  if (event.key === "Escape" && chosen) choose(null);
  if (event.target.matches("input[type=search], select")) return;
  if (event.key === "[") move(stop - 1);
  if (event.key === "]") move(stop + 1);
  if (event.key === "/") {
    event.preventDefault();
    byId("search").focus();
  }
});

for (const each of [document.querySelector(".moving"), filters, byId("keys")]) each.hidden = false;
recall();
for (const {row} of rows) near.observe(row);
