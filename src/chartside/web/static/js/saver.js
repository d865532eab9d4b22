// Sends the form after each change. Without a connection the answers wait on this device and go out on return.
import { forget, keep, kept } from "./kept.js";

const QUIET_MS = 400;
const RETRY_MS = 5000;

export class Saver {
  constructor(form) {
    this.form = form;
    this.visit = form.dataset.session;
    this.who = form.dataset.who;
    this.token = document.querySelector("meta[name=csrf-token]").content;
    this.timer = null;
    this.sending = false;
    this.again = false;
    this.asks = "";
    addEventListener("online", () => this.send());
    addEventListener("pagehide", () => this.timer && this.keepHere());
  }

  // What an earlier, cut-off visit to this page left behind goes back into the form and then to the server.
  restore() {
    const body = kept(this.visit, this.who);
    if (body === null) return;
    apply(this.form, new URLSearchParams(body));
    this.say("away");
    this.send();
  }

  changed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), QUIET_MS);
  }

  // Saves at once and asks for something with it, such as reading a text.
  ask(what) {
    this.asks = what;
    this.send();
  }

  body() {
    return new URLSearchParams(new FormData(this.form)).toString();
  }

  keepHere() {
    keep(this.visit, this.who, this.body());
  }

  async send() {
    clearTimeout(this.timer);
    this.timer = null;
    if (this.sending) {
      this.again = true;
      return;
    }
    this.sending = true;
    try {
      await this.attempt();
    } finally {
      this.sending = false;
      if (this.again) {
        this.again = false;
        this.send();
      }
    }
  }

  async attempt() {
    const response = await this.put();
    if (response === null || response.status >= 500) return this.wait();
    if (response.ok) return this.saved(await response.text());
    this.keepHere();
    this.say(response.status === 409 ? "elsewhere" : "signed-out");
  }

  async put() {
    try {
      return await fetch(this.form.dataset.saves, {
        method: "PUT",
        body: this.asks ? `${this.body()}&${this.asks}` : this.body(),
        redirect: "error",
        headers: { "content-type": "application/x-www-form-urlencoded", "x-csrf-token": this.token, "hx-request": "true" },
      });
    } catch {
      return null; // no connection: the answers wait on this device
    }
  }

  wait() {
    this.keepHere();
    this.say("away");
    this.timer = setTimeout(() => this.send(), RETRY_MS);
  }

  // The answer holds parts with ids; each replaces the part of the page with the same id.
  saved(html) {
    if (!this.timer && !this.again) forget(this.visit);
    this.asks = "";
    const parts = new DOMParser().parseFromString(html, "text/html").body;
    for (const part of [...parts.children]) replace(part);
    this.say("saved");
  }

  say(state) {
    for (const line of document.querySelectorAll("[data-save-state]")) line.hidden = line.dataset.saveState !== state;
  }
}

// A part whose mark is the same stands as the person left it.
function replace(part) {
  const old = document.getElementById(part.id);
  if (!old || (part.dataset.mark !== undefined && part.dataset.mark === old.dataset.mark)) return;
  old.replaceWith(document.adoptNode(part));
}

function apply(form, answers) {
  for (const field of form.elements) {
    if (!field.name || field.type === "hidden") continue;
    if (field.type === "checkbox" || field.type === "radio") field.checked = answers.getAll(field.name).includes(field.value);
    else if (answers.has(field.name)) field.value = answers.get(field.name);
  }
}
