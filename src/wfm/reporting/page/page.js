(() => {
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  tip.setAttribute("role", "tooltip");
  document.body.append(tip);
  let kept;
  const columns = () => (kept ??= JSON.parse(document.getElementById("columns").textContent));
  const add = (row, tag, words, css) => {
    const cell = document.createElement(tag);
    cell.textContent = words;
    if (css) cell.className = css;
    return row.appendChild(cell);
  };
  // Of a large page the rows are made when they are wanted; see behind.py.
  const numbers = (figure) => {
    const box = figure.querySelector("[data-columns]");
    if (!box || box.firstChild) return figure.querySelector(".numbers table");
    const made = box.dataset.columns.split(" ").map((place) => {
      const [name, unit, cells] = columns()[place];
      return typeof cells === "string" ? { name, unit, cells: cells.split(" ") } : { name, unit, cells, says: true };
    });
    const table = document.createElement("table");
    const heads = table.createTHead().insertRow();
    made.forEach(({ name, unit, says }, n) => {
      const head = add(heads, "th", name, n && says && "text");
      head.scope = "col";
      if (unit) add(head, "small", unit);
    });
    const body = table.createTBody();
    made[0].cells.forEach((_, place) => {
      const row = body.insertRow();
      made.forEach(({ cells, says }, n) => {
        const words = cells[place];
        add(row, n ? "td" : "th", words, n && says && (words.length > 60 ? "words long" : "words"));
      });
    });
    box.append(table);
    return table;
  };
  document.addEventListener("toggle", ({ target }) => {
    if (target.matches(".numbers[open]")) numbers(target.closest("figure"));
  }, true);
  const say = (cell) => cell.textContent.trim();
  const words = (svg, event) => {
    const titled = event.target.closest("rect");
    const title = titled && titled.querySelector("title, desc");
    if (title) return title.textContent;
    if (!svg.dataset.hover) return "";
    const [kind, x, step, places, y, height, first] = svg.dataset.hover.split(" ");
    const box = svg.getBoundingClientRect();
    const scale = svg.viewBox.baseVal.width / box.width;
    const place = Math.floor(((event.clientX - box.left) * scale - x) / step);
    if (place < 0 || place >= places) return "";
    const table = numbers(svg.closest("figure"));
    const heads = table.tHead.rows[0].cells;
    if (kind === "map") {
      const row = table.tBodies[0].rows[Math.floor(((event.clientY - box.top) * scale - y) / height)];
      if (!row || !row.cells[place + 1]) return "";
      const unit = heads[place + 1].querySelector("small");
      const value = say(row.cells[place + 1]);
      return value && `${say(row.cells[0])} ${heads[place + 1].firstChild.textContent}\n${value}${unit ? ` ${say(unit)}` : ""}`;
    }
    const row = table.tBodies[0].rows[+first + place];
    return row ? [...row.cells].map((cell, n) => {
      const value = say(cell);
      return n ? value && `${heads[n].firstChild.textContent}: ${value}` : value;
    }).filter(Boolean).join("\n") : "";
  };
  document.addEventListener("pointermove", (event) => {
    const svg = event.target.closest && event.target.closest("figure svg[role=img]");
    const said = svg ? words(svg, event) : "";
    tip.hidden = !said;
    if (!said) return;
    tip.textContent = said;
    const { width, height } = tip.getBoundingClientRect();
    tip.style.left = `${Math.max(4, Math.min(event.clientX + 14, innerWidth - width - 8))}px`;
    tip.style.top = `${event.clientY + 18 + height > innerHeight ? event.clientY - height - 12 : event.clientY + 18}px`;
  });
  document.addEventListener("pointerleave", () => { tip.hidden = true; });
  const edges = ({ target: box }) => {
    box.classList.toggle("more", box.scrollLeft + box.clientWidth < box.scrollWidth - 2);
    box.classList.toggle("back", box.scrollLeft > 2);
  };
  const sizes = new ResizeObserver((seen) => seen.forEach(edges));
  for (const box of document.querySelectorAll(".scroll")) {
    sizes.observe(box);
    box.addEventListener("scroll", edges, { passive: true });
  }
  for (const rect of document.querySelectorAll("figure rect > title")) {
    const said = document.createElementNS("http://www.w3.org/2000/svg", "desc");
    said.textContent = rect.textContent;
    rect.replaceWith(said);
  }
})();
