// Saving: a copy in this browser at once, on the server a moment later, never two at a time.

import { SignedOut, ask, everything, signedOut } from "/static/desk/writing/asking.js";
import { checkSoon } from "/static/desk/writing/checking.js";
import { editor, sync } from "/static/desk/writing/editor.js";
import { address, body, button, field, fit, form, notice, noticeGone, say } from "/static/desk/writing/page.js";

const shelf = `shenfa-draft:${form.dataset.person}:${form.dataset.manuscript}`;
const SAVE_AFTER = 2500;

export let isDirty = false;
let saving = null;
let saveTimer = 0;
let shelfTimer = 0;
export let isStale = false;

export function changed() {
  isDirty = true;
  say("pencil", "正在修改");
  clearTimeout(shelfTimer);
  shelfTimer = setTimeout(keepHere, 400);
  clearTimeout(saveTimer);
  if (!isStale) saveTimer = setTimeout(save, SAVE_AFTER);
  checkSoon();
}

export function keepHere() {
  if (!isDirty) return;
  sync();
  const kept = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
  try {
    localStorage.setItem(shelf, JSON.stringify({ at: Date.now(), fields: kept }));
  } catch {
    say("alert-circle", "本机不能暂存文字，请尽快保存");
  }
}

function forgetHere() {
  try {
    localStorage.removeItem(shelf);
  } catch { /* nothing was kept */ }
}

export async function save() {
  if (saving) {
    await saving;
    return isDirty ? save() : true;
  }
  clearTimeout(saveTimer);
  saving = saveNow();
  const isDone = await saving;
  saving = null;
  if (isDone && isDirty) saveTimer = setTimeout(save, SAVE_AFTER);
  return isDone;
}

async function saveNow() {
  keepHere();
  isDirty = false;
  say("loader-2", "正在保存");
  try {
    const answer = await ask(`${address}/save`, everything());
    const tooLong = answer.status === 400 || answer.status === 413;
    const failure = tooLong ? "文字过长，没有保存，请把图片和长表格改为附件" : "系统出错，请稍候再保存";
    const told = await answer.json().catch(() => ({ sentence: failure }));
    if (answer.ok) {
      field("version").value = told.version;
      if (!isDirty) forgetHere();
      say("cloud-check", `${told.saved} 已保存`);
      return true;
    }
    isDirty = true;
    say("alert-circle", told.sentence);
    if (answer.status === 409) stale();
    return false;
  } catch (error) {
    isDirty = true;
    if (error instanceof SignedOut) signedOut();
    else {
      say("cloud-off", "网络不通，文字已存在本机，恢复后自动保存");
      saveTimer = setTimeout(save, 10000);
    }
    return false;
  }
}

export function stale() {
  isStale = true;
  clearTimeout(saveTimer);
  notice(
    "这篇稿件在别处保存过，与本页不同。本页文字已存在本机，两稿都没有丢失",
    button("对比两稿", () => send(`${address}/compare`, "_blank")),
    button("以本页为准保存", async () => {
      try {
        const told = await (await ask(`${address}/version`)).json();
        field("version").value = told.version;
        isStale = false;
        noticeGone();
        save();
      } catch (error) {
        if (error instanceof SignedOut) signedOut();
      }
    }),
    button("改用已保存的一稿", () => { isDirty = false; forgetHere(); location.reload(); }),
  );
}

export async function again() {
  const dialog = document.getElementById("signed-out");
  if (!dialog.open) return;
  try {
    const told = await (await ask(`${address}/version`)).json();
    if (told.author !== form.dataset.person) {
      say("alert-circle", "现在登录的是另一人，文字仍在本机，请由原来的人员登录");
      return;
    }
    dialog.close();
    save();
  } catch { /* still signed out */ }
}

export function send(path, target) {
  sync();
  form.action = path;
  form.target = target || "";
  form.submit();
  form.action = `${address}/save`;
  form.target = "";
}

export function restore() {
  let kept = null;
  try {
    kept = JSON.parse(localStorage.getItem(shelf) || "null");
  } catch {
    return;
  }
  if (!kept) return;
  const texts = kept.fields.filter(([name]) => name === "title" || name === "body" || name.startsWith("body-") || ["source_url", "public_note"].includes(name));
  const isSame = texts.every(([name, value]) => (field(name) ? field(name).value === value : true));
  if (isSame) {
    forgetHere();
    return;
  }
  const at = new Date(kept.at).toLocaleString("zh-CN", { hour12: false });
  notice(
    `本机有 ${at} 没有存上的文字，与已保存的不同`,
    button("恢复本机文字", () => {
      for (const [name, value] of texts) if (field(name)) field(name).value = value;
      if (editor) editor.commands.setContent(body.value);
      noticeGone();
      fit();
      changed();
    }),
    button("不要了", () => { forgetHere(); noticeGone(); }),
  );
}
