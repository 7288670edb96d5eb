// The card of the chosen event: what was known about it at the slider's stop.

let chosen = null;

function choose(event) {
  const before = rows.find((each) => each.event === chosen);
  mark(event);
  show();
  if (event) byId("card").querySelector("h2").focus();
  else before.button.focus();
}

function mark(event) {
  for (const {row, button, event: each} of rows.filter((one) => one.event === chosen || one.event === event)) {
    row.classList.toggle("chosen", each === event);
    button.setAttribute("aria-expanded", String(each === event));
  }
  chosen = event;
}

function showCard() {
  const each = rows.find(({event}) => event === chosen);
  document.body.classList.toggle("with-card", Boolean(each));
  byId("card").hidden = !each;
  if (!each) return;
  const {event, shown: [, status, when, slip]} = each;
  const title = make("h2", "", event.title);
  title.id = "card-title";
  title.tabIndex = -1;
  const close = make("button", "", "Close");
  close.type = "button";
  close.addEventListener("click", () => choose(null));
  const [words, , tone] = status === null ? ["not known yet", "", "dim"] : data.statuses[status];
  const date = status === null || !data.whens[when] ? "" : `, ${data.whens[when]}`;
  const late = status === null || !data.slips[slip] ? "" : `Against the first promise: ${data.slips[slip]}`;
  const parts = [
    make("p", tone, `${words}${date}`),
    make("p", "dim", [event.agency, ...event.tags].filter(Boolean).join(" \u00b7 ")),
    make("p", "", late),
    make("p", "", event.note),
    make("ol", "", ...event.told.filter(([since]) => since <= stop).map(statement)),
  ].filter((part) => part.textContent);
  byId("card").replaceChildren(make("header", "", title, close), ...parts);
}

function statement([since, said, by, due, move, source, note]) {
  const cell = (number, kind = "") => {
    const [text, tone, url] = data.cells[number];
    if (!url) return make("span", `${tone} ${kind}`, text);
    const link = make("a", "", text);
    link.href = url;
    link.rel = "noopener noreferrer";
    return link;
  };
  const between = (...cells) => cells.filter((each) => each.textContent).flatMap((each) => [" \u00b7 ", each]).slice(1);
  const first = make("div", "", ...between(cell(due, "due"), cell(move)));
  const second = make("div", "dim", ...between(cell(said), cell(by), cell(source)));
  return make("li", since === stop ? "fresh" : "", first, second, ...(note ? [make("p", "", note)] : []));
}
