// Adds keys to a page that works without them: 1 to 8 choose, letters answer the safety question.
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

  document.addEventListener("keydown", (event) => {
    if (!shortcuts.checked || event.repeat) return;
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
