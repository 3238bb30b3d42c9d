// The writing page: editor, saving, checking, files. Without it the page is a form that saves.

import "/static/desk/writing/cards.js";
import { ask } from "/static/desk/writing/asking.js";
import { check } from "/static/desk/writing/checking.js";
import { editor, startEditor } from "/static/desk/writing/editor.js";
import { examine, rows } from "/static/desk/writing/files.js";
import { follow, showAt } from "/static/desk/writing/marks.js";
import { address, body, field, fit, form, title } from "/static/desk/writing/page.js";
import { takeDrop, takePaste } from "/static/desk/writing/pasting.js";
import { again, changed, isDirty, isStale, keepHere, restore, save, send, stale } from "/static/desk/writing/saving.js";

const LONGEST_RICH = 1500000;

function showFields() {
  const kind = field("kind").value;
  for (const one of form.querySelectorAll("[data-when]")) {
    const input = one.querySelector("input, select");
    one.hidden = !one.dataset.when.split(" ").includes(kind) && !(input.name === "source_url" && input.value);
  }
  for (const one of form.querySelectorAll("[data-post]")) {
    one.hidden = !document.querySelector(`[data-account="${CSS.escape(one.dataset.post)}"]`).checked;
  }
}

form.addEventListener("input", (event) => {
  if (event.target.name === "upload" || event.target.closest(".toolbar")) return;
  if (event.target === title) {
    title.value = title.value.replace(/\n/g, "");
    fit();
  }
  if (event.target !== editor?.view.dom && !event.target.closest(".rich")) changed();
});
form.addEventListener("change", showFields);

form.addEventListener("submit", async (event) => {
  const goal = event.submitter?.getAttribute("formaction") || "";
  event.preventDefault();
  if (goal.endsWith("/files")) {
    document.getElementById("upload").click();
  } else if (goal.endsWith("/check")) {
    check();
  } else if (goal.endsWith("/cut")) {
    if (isStale) stale();
    else if (await save()) send(goal);
  } else if (isStale) {
    stale();
  } else {
    save();
  }
});

document.querySelector("[data-preview]").addEventListener("click", async (event) => {
  event.preventDefault();
  if (!isDirty || await save()) open(`${address}/preview`, "_blank", "noopener");
});
document.querySelector("[data-again]").addEventListener("click", again);
addEventListener("focus", again);
addEventListener("online", () => { if (isDirty && !isStale) save(); });
addEventListener("pagehide", keepHere);
document.addEventListener("visibilitychange", () => { if (document.hidden) keepHere(); });

if (body.value.length <= LONGEST_RICH) startEditor({ changed, clicked: showAt, dropped: takeDrop, moved: follow, pasted: takePaste });
showFields();
fit();
restore();
check();
(async () => { for (const row of rows.children) await examine(row); })();

export { ask, examine, field, rows, save };
