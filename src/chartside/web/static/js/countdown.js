// The time left to take a signature back, counted from the server's clock, not the device's.
export function wireCountdown(root) {
  for (const place of root.querySelectorAll("[data-countdown]")) run(place);
}

// Once it is over the page waits a moment more before it looks again: by then the papers have left.
const GRACE_MS = 3000;

function run(place) {
  const began = performance.now();
  const allowed = Date.parse(place.dataset.countdown) - Date.parse(place.dataset.now);
  const tick = () => {
    const seconds = Math.ceil((allowed - (performance.now() - began)) / 1000);
    if (seconds <= 0) {
      place.textContent = "";
      setTimeout(() => location.reload(), GRACE_MS);
      return;
    }
    place.textContent = `, in ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    setTimeout(tick, 1000);
  };
  if (allowed > 0) tick();
}
