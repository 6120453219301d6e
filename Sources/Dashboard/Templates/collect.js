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
  const remember = (name, value) => {
    try { localStorage.setItem(name, value); } catch { /* not kept */ }
  };

  shortcuts.checked = remembered() !== "off";
  shortcuts.closest("p").hidden = false;
  shortcuts.addEventListener("change", () => remember(setting, shortcuts.checked ? "on" : "off"));

  // The second tap of a double tap must not judge a pair that nobody has seen yet.
  const deadTime = 400;
  const shown = performance.now();
  let isSent = false;
  form.addEventListener("submit", (event) => {
    if (isSent || performance.now() - shown < deadTime) return event.preventDefault();
    isSent = true;
    // A submission that was cancelled, or that the server does not answer, may be repeated.
    setTimeout(() => { isSent = false; }, 3000);
  });

  // What was typed outlives a reload, a server that is gone, and a look at another page.
  const drafts = "llamero-draft ";
  const draft = drafts + form.action + " " + form.elements.pair.value;
  const fields = ["flag", "comment"].map((name) => form.elements[name]);
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(drafts) && key !== draft) localStorage.removeItem(key);
    }
    const kept = JSON.parse(localStorage.getItem(draft) || "[]");
    fields.forEach((field, index) => { if (!field.value && kept[index]) field.value = kept[index]; });
    if (fields.some((field) => field.value)) form.querySelector("details").open = true;
  } catch { /* not kept */ }
  form.addEventListener("input", () => {
    remember(draft, JSON.stringify(fields.map((field) => field.value)));
  });

  // Nobody who went away keeps a pair, though their page stays open.
  let lastSign = performance.now();
  for (const sign of ["keydown", "pointerdown", "pointermove", "scroll", "touchstart"]) {
    document.addEventListener(sign, () => { lastSign = performance.now(); }, { passive: true });
  }
  const patience = 10 * 60 * 1000;

  // A pair stays reserved while its page is open, and others get it when the page is closed.
  const tell = (address) => {
    const sent = new URLSearchParams();
    for (const name of ["token", "pair", "answer"]) sent.set(name, form.elements[name].value);
    navigator.sendBeacon(address, sent);
  };
  if (!form.dataset.again) {
    setInterval(() => {
      if (!document.hidden && performance.now() - lastSign < patience) tell(form.dataset.here);
    }, 60000);
    window.addEventListener("pagehide", () => { if (!isSent) tell(form.dataset.gone); });
  }
  // A page that comes back from the browser's memory can be sent again.
  window.addEventListener("pageshow", (event) => {
    isSent = false;
    if (event.persisted && !form.dataset.again) tell(form.dataset.here);
  });

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
  const saved = notice ? notice.textContent.trim() : "";
  if (saved) setTimeout(() => { document.getElementById("spoken").textContent = saved; }, 150);
})();
