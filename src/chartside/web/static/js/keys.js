// Single keys. They can be switched off in the help (WCAG 2.1.4), and never fire while someone types.
import { openDialog } from "./dialogs.js";

const OFF = "chartside.keys.off";

export function wireKeys(root) {
  wireSwitch(root);
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (localStorage.getItem(OFF) || types(event.target) || root.querySelector("dialog[open]")) return;
    if (act(root, event.key)) event.preventDefault();
  });
  root.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-row]");
    if (row) mark(rows(root), row);
  });
}

function wireSwitch(root) {
  const box = root.querySelector("[data-keys-switch]");
  if (!box) return;
  box.checked = !localStorage.getItem(OFF);
  box.addEventListener("change", () => {
    if (box.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  });
}

const rows = (root) => [...root.querySelectorAll("[data-row]")].filter((row) => row.getClientRects().length);
const types = (target) => target.matches?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

function act(root, key) {
  if (key === "?") return open(root, "keys");
  if (key === "j" || key === "k") return move(root, key === "j" ? 1 : -1);
  if (key === "/") return focus(root.querySelector("[data-key='/']"));
  if (key === "g") return click(root.querySelector(".brand"));
  const row = root.querySelector("[data-row][aria-current]");
  return click(root.querySelector(`[data-key='${CSS.escape(key)}']:not(:disabled)`)) || follow(row, key);
}

function open(root, id) {
  const dialog = root.getElementById(id);
  openDialog(dialog);
  return Boolean(dialog);
}

// `j` and `k` move `aria-current` and the focus together.
function move(root, step) {
  const all = rows(root);
  if (!all.length) return false;
  const at = all.findIndex((row) => row.hasAttribute("aria-current"));
  const to = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + step));
  mark(all, all[to]);
  return focus(all[to]);
}

function mark(all, row) {
  for (const one of all) {
    if (one === row) one.setAttribute("aria-current", "true");
    else one.removeAttribute("aria-current");
  }
  const says = document.querySelector("[data-says]");
  const words = row.querySelector("[data-effect]");
  if (says && words) says.replaceChildren(...words.content.cloneNode(true).childNodes);
}

// On a list, `s`, `e` and `x` open the row with that step begun; enter is the link itself.
function follow(row, key) {
  const address = row?.dataset[`on${key.toUpperCase()}`];
  if (!address) return false;
  location.assign(address);
  return true;
}

function focus(element) {
  element?.focus();
  return Boolean(element);
}

function click(element) {
  element?.click();
  return Boolean(element);
}
