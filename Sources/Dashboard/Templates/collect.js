// Adds to a page that works without it: keys (1 to 8, 9, 0 and ? choose, letters answer the safety
// question), a moment in which nothing can be chosen, and word to the server that the pair is read.
(() => {
  "use strict";
  const form = document.getElementById("judgement");
  const shortcuts = document.getElementById("shortcuts");
  const notice = document.getElementById("notice");
  const setting = "llamero-shortcuts";

  // Some browsers keep nothing for a page; the keys then start switched on.
  const remembered = () => { try { return localStorage.getItem(setting); } catch { return null; } };
  const remember = (value) => { try { localStorage.setItem(setting, value); } catch { /* not kept */ } };

  shortcuts.checked = remembered() !== "off";
  shortcuts.closest("p").hidden = false;
  shortcuts.addEventListener("change", () => remember(shortcuts.checked ? "on" : "off"));

  // The second tap of a double tap must not judge a pair that nobody has seen yet.
  const deadTime = 400;
  const shown = performance.now();
  let isSent = false;
  form.addEventListener("submit", (event) => {
    if (isSent || performance.now() - shown < deadTime) event.preventDefault();
    else isSent = true;
  });

  // A pair stays reserved while its page is open, and others get it when the page is closed.
  const tell = (address) => {
    const fields = new URLSearchParams();
    for (const name of ["token", "pair"]) fields.set(name, form.elements[name].value);
    navigator.sendBeacon(address, fields);
  };
  if (!form.dataset.again) {
    setInterval(() => { if (!document.hidden) tell(form.dataset.here); }, 60000);
    window.addEventListener("pagehide", () => { if (!isSent) tell(form.dataset.gone); });
  }
  // A page that comes back from the browser's memory can be sent again.
  window.addEventListener("pageshow", () => { isSent = false; });

  document.addEventListener("keydown", (event) => {
    if (!shortcuts.checked || event.repeat) return;
    if (event.target.matches("textarea, input:not([type=radio]):not([type=checkbox])")) return;
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const key = event.key.toLowerCase();
    const control = [...form.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key);
    if (!control) return;
    event.preventDefault();
    control.click();
  });

  // A screen reader speaks a live region when it changes, not when the page loads with it.
  const saved = notice.textContent.trim();
  if (saved) setTimeout(() => { document.getElementById("spoken").textContent = saved; }, 150);
})();
