// Wires the small modules to what the page holds. Every page works by links and forms; these make it quicker.
import { wireCountdown } from "./countdown.js";
import { wireDialogs } from "./dialogs.js";
import { wireEvidence } from "./evidence.js";
import { wireFind } from "./find.js";
import { wireKeys } from "./keys.js";
import { wireSession } from "./session.js";
import { forgetAll } from "./kept.js";

wireDialogs(document);
wireKeys(document);
wireFind(document);
wireCountdown(document);

const draft = document.querySelector("[data-evidence]");
if (draft) wireEvidence(draft);

const form = document.querySelector("form[data-session]");
if (form) wireSession(form);

for (const leave of document.querySelectorAll("form[data-sign-out]")) leave.addEventListener("submit", forgetAll);

for (const field of document.querySelectorAll("[data-sends-form]")) {
  field.addEventListener("change", () => field.form.requestSubmit());
}
