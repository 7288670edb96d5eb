// Tables to sort by a heading and to filter by a text. The page has a number to sort each cell by.

function make(name, kind, ...content) {
  const element = document.createElement(name);
  if (kind) element.className = kind;
  element.append(...content);
  return element;
}

/** Make each heading a button that calls `sort(column, sign)`: 1 ascending, -1 descending, 0 in the first order. */
function sortable(headings, sort) {
  for (const [column, heading] of headings.entries()) {
    const button = make("button", "", heading.textContent);
    button.type = "button";
    heading.replaceChildren(button);
    button.addEventListener("click", () => {
      const next = {none: "ascending", ascending: "descending", descending: "none"};
      const order = next[heading.getAttribute("aria-sort") ?? "none"];
      for (const each of headings) each.removeAttribute("aria-sort");
      if (order !== "none") heading.setAttribute("aria-sort", order);
      sort(column, {ascending: 1, descending: -1, none: 0}[order]);
    });
  }
}

/** The rows in the order of their numbers, those without one last; as they are if the sign is 0. */
function sorted(rows, numberOf, sign) {
  if (!sign) return rows;
  const numbers = new Map(rows.map((row) => [row, numberOf(row)]));
  const value = (row) => numbers.get(row) ?? Infinity * sign;
  return [...rows].sort((one, other) => (value(one) === value(other) ? 0 : sign * (value(one) - value(other))));
}

for (const table of document.querySelectorAll("table.report")) {
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const number = (cell) => (cell.dataset.order === undefined ? undefined : Number(cell.dataset.order));
  sortable([...table.querySelectorAll("thead th")], (column, sign) =>
    body.append(...sorted(rows, (row) => number(row.cells[column]), sign)));
  if (rows.length < 2) continue;

  const field = make("input", "");
  const count = make("span", "dim");
  field.type = "search";
  count.setAttribute("role", "status");
  table.parentElement.before(make("p", "finder", make("label", "", "Search ", field), count));
  const find = () => {
    const text = field.value.trim().toLowerCase();
    for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(text);
    const shown = rows.filter((row) => !row.hidden).length;
    count.textContent = text ? `${shown} of ${rows.length} rows` : `${rows.length} rows`;
  };
  field.addEventListener("input", find);
  find();
}
