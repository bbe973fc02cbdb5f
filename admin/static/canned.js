// Canned answers on a ticket: "c" opens the list, typing narrows it, arrows and Enter put one into the answer.
const box = document.querySelector("[data-answer]");
const panel = document.querySelector("[data-canned]");
const find = panel?.querySelector("input");
const list = panel?.querySelector("ul");
const empty = panel?.querySelector("[data-canned-empty]");
let answers = null;
let chosen = 0;

async function open() {
  panel.hidden = false;
  find.value = "";
  find.focus();
  if (answers === null) {
    const told = await fetch(panel.dataset.canned, { headers: { Accept: "application/json" } });
    if (!told.ok) return;
    answers = await told.json();
  }
  show();
}

function close() {
  panel.hidden = true;
  box.focus();
}

function fitting() {
  const wanted = find.value.trim().toLowerCase();
  return (answers ?? []).filter((one) => one.name.includes(wanted) || one.text.toLowerCase().includes(wanted));
}

function show() {
  const found = fitting();
  chosen = Math.max(0, Math.min(chosen, found.length - 1));
  list.replaceChildren(...found.map(line));
  empty.hidden = found.length > 0;
  list.children[chosen]?.scrollIntoView({ block: "nearest" });
}

function line(one, place) {
  const item = document.createElement("li");
  const name = document.createElement("b");
  const tongue = document.createElement("small");
  const words = document.createElement("p");
  name.textContent = one.name;
  tongue.textContent = one.language;
  words.textContent = one.missing ? `This ticket has nothing for {${one.missing}}, so it cannot be said here.` : one.text;
  item.append(name, " ", tongue, words);
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", String(place === chosen));
  item.classList.toggle("is-missing", Boolean(one.missing));
  item.addEventListener("click", () => put(one));
  return item;
}

function put(one) {
  if (!one || one.missing) return;
  box.setRangeText(one.text, box.selectionStart, box.selectionEnd, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
  close();
}

if (panel) {
  document.querySelector("[data-open-canned]").addEventListener("click", open);
  find.addEventListener("input", () => { chosen = 0; show(); });
  find.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { chosen += step; show(); }
    else if (event.key === "Enter") put(fitting()[chosen]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "c" || event.target.closest("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    open();
  });
}
