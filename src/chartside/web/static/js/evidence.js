// A sentence and its facts light up together, from either side, under the pointer or the focus.
// Both carry `data-e`: the sentence the numbers of its facts, the fact its own.
export function wireEvidence(draft) {
  const parts = [...draft.querySelectorAll("[data-e]")];
  let held = null;

  const light = (part) => {
    const wanted = part ? numbers(part) : new Set();
    for (const one of parts) one.classList.toggle("lit", part !== null && (one === part || related(one, part, wanted)));
  };

  draft.addEventListener("pointerover", (event) => light(event.target.closest("[data-e]") ?? held));
  draft.addEventListener("pointerleave", () => light(held));
  draft.addEventListener("focusin", (event) => {
    held = event.target.closest("[data-e]");
    light(held);
  });
  draft.addEventListener("focusout", () => {
    held = null;
    light(null);
  });
}

const numbers = (part) => new Set(part.dataset.e.split(" ").filter(Boolean));

// A sentence lights facts and a fact lights sentences; two sentences that share a fact leave each other dark.
function related(one, part, wanted) {
  if (one.classList.contains("fact") === part.classList.contains("fact")) return false;
  return [...numbers(one)].some((number) => wanted.has(number));
}
