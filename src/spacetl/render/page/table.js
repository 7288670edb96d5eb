// Tables to sort by a heading and to filter by a text. The page has a number to sort each cell by.

/** Make each heading a button that calls `sort(column, sign)`: 1 ascending, -1 descending, 0 in the first order. */
function sortable(headings, sort) {
  for (const [column, heading] of headings.entries()) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = heading.textContent;
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

  const finder = document.createElement("p");
  const label = document.createElement("label");
  const field = document.createElement("input");
  const count = document.createElement("span");
  finder.className = "finder";
  field.type = "search";
  count.className = "dim";
  count.setAttribute("role", "status");
  label.append("Search ", field);
  finder.append(label, count);
  table.parentElement.before(finder);
  const find = () => {
    const text = field.value.trim().toLowerCase();
    for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(text);
    const shown = rows.filter((row) => !row.hidden).length;
    count.textContent = text ? `${shown} of ${rows.length} rows` : `${rows.length} rows`;
  };
  field.addEventListener("input", find);
  find();
}
