// The session form: taps reveal their answers, steppers step, totals follow, and every change is saved.
import { Saver } from "./saver.js";

export function wireSession(form) {
  reveal(form);
  const saver = new Saver(form);
  saver.restore();
  reveal(form);
  total(form);

  form.addEventListener("click", (event) => {
    const step = event.target.closest("[data-step]");
    if (step) stepBy(step);
    const reads = event.target.closest("[data-reads]");
    if (reads) {
      event.preventDefault();
      saver.ask(`${reads.name}=${reads.value}`);
    }
  });
  form.addEventListener("input", () => {
    if (event.target.dataset.fills) carry(form, event.target);
    reveal(form);
    total(form);
    saver.changed();
  });
}

// A tapped offer of the last visit fills its fields where they are empty; taken back, it empties what it had filled.
function carry(form, box) {
  for (const [name, value] of JSON.parse(box.dataset.fills)) {
    const fields = [...form.elements].filter((field) => field.name === name);
    const choice = fields.find((field) => ["checkbox", "radio"].includes(field.type) && field.value === value);
    if (choice) {
      if (box.checked && choice.type === "radio" && fields.some((field) => field.checked)) continue;
      choice.checked = box.checked;
    } else if (fields.length && (box.checked ? fields[0].value === "" : fields[0].value === value)) {
      fields[0].value = box.checked ? value : "";
    }
  }
}

// An activity's answers show while it is tapped.
function reveal(form) {
  for (const part of form.querySelectorAll("[data-shown-by]")) {
    const box = form.querySelector(`#${CSS.escape(part.dataset.shownBy)}`);
    part.hidden = !box.checked;
    for (const field of part.querySelectorAll("input, textarea, select")) field.disabled = !box.checked;
  }
  for (const part of form.querySelectorAll("[data-shown-with]")) {
    const box = form.querySelector(`[name="${part.dataset.shownWith}"][value="${CSS.escape(part.dataset.value)}"]`);
    part.hidden = !box.checked;
    for (const field of part.querySelectorAll("input")) field.disabled = !box.checked;
  }
}

function stepBy(button) {
  const field = button.closest(".stepper").querySelector("input");
  // The first tap on an empty count sets what was counted last time; from there it steps.
  const begins = field.value === "" && field.dataset.start;
  const next = begins ? Number(field.dataset.start) : Number(field.value || 0) + Number(button.dataset.step);
  field.value = Math.min(Number(field.max || Infinity), Math.max(Number(field.min || 0), next));
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

// Minutes are summed here at once; units come from the server with the next save.
function total(form) {
  const minutes = [...form.querySelectorAll("[data-minutes]:enabled")].reduce((sum, field) => sum + Number(field.value || 0), 0);
  for (const place of document.querySelectorAll("[data-total-minutes]")) place.textContent = `${minutes} min`;
}
