// Finding in a list happens on the page: what is typed never becomes part of an address.
export function wireFind(root) {
  for (const field of root.querySelectorAll("[data-finds]")) {
    field.addEventListener("input", () => narrow(root, field));
    field.form?.addEventListener("submit", (event) => document.activeElement === field && event.preventDefault());
  }
}

function narrow(root, field) {
  const wanted = field.value.trim().toLowerCase();
  for (const row of root.querySelectorAll(field.dataset.finds)) {
    row.hidden = wanted !== "" && !row.textContent.toLowerCase().includes(wanted);
  }
}
