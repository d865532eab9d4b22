// What a session form could not send yet. It stands in this device's storage under the visit's id, with who typed it,
// and leaves as soon as the server has it, at sign-out, or after half a day.
const PREFIX = "chartside.session.";
const LONGEST_MS = 12 * 60 * 60 * 1000;

let left = false; // after sign-out this page writes nothing more

export function keep(visit, who, body) {
  if (left) return;
  localStorage.setItem(PREFIX + visit, JSON.stringify({ who, body, at: Date.now() }));
}

export function kept(visit, who) {
  sweep();
  const found = read(PREFIX + visit);
  return found && found.who === who ? found.body : null;
}

export function forget(visit) {
  localStorage.removeItem(PREFIX + visit);
}

export function forgetAll() {
  left = true;
  for (const key of keys()) localStorage.removeItem(key);
}

function sweep() {
  for (const key of keys()) {
    const found = read(key);
    if (!found || Date.now() - found.at > LONGEST_MS) localStorage.removeItem(key);
  }
}

const keys = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null; // written by something else: treated as absent and swept
  }
}
