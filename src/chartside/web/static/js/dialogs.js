// Dialogs open from `data-opens="<id>"`, close from `data-closes`, and give the focus back to where it was.
export function wireDialogs(root) {
  root.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) openDialog(document.getElementById(opener.dataset.opens), opener);
    const closer = event.target.closest("[data-closes]");
    if (closer) closer.closest("dialog").close();
    const copier = event.target.closest("[data-copies]");
    if (copier) copyText(copier);
  });
}

export function openDialog(dialog, opener) {
  if (!dialog || dialog.open) return;
  for (const [name, value] of Object.entries(opener?.dataset ?? {})) fill(dialog, name, value);
  dialog.showModal();
  (dialog.querySelector("[autofocus], input:not([type=hidden]), textarea") ?? dialog).focus();
}

// `data-fill-sentence="4"` on the opener sets the dialog's field `sentence`.
function fill(dialog, name, value) {
  const field = name.startsWith("fill") && dialog.querySelector(`[name="${name.slice(4).toLowerCase()}"]`);
  if (field) field.value = value;
}

async function copyText(button) {
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent);
  button.textContent = "Copied";
}
