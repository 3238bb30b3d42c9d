// Paste and drop: the raw HTML goes to the server, which looks for hidden words and cleans it.

import { SignedOut, ask, signedOut } from "/static/desk/writing/asking.js";
import { check } from "/static/desk/writing/checking.js";
import { editor } from "/static/desk/writing/editor.js";
import { upload } from "/static/desk/writing/files.js";
import { address, button, field, notice, noticeGone } from "/static/desk/writing/page.js";

export function takePaste(event) {
  const raw = event.clipboardData.getData("text/html");
  const files = [...event.clipboardData.files];
  if (!raw && !files.length) return false;
  if (raw.includes("data-pm-slice")) return false;
  event.preventDefault();
  if (raw) paste(raw, event.clipboardData.getData("text/plain"));
  else upload(files);
  return true;
}

export function takeDrop(view, event) {
  const files = [...event.dataTransfer.files];
  const raw = event.dataTransfer.getData("text/html");
  if (!files.length && !raw) return false;
  event.preventDefault();
  const found = view.posAtCoords({ left: event.clientX, top: event.clientY });
  if (found) editor.commands.setTextSelection(found.pos);
  if (files.length) upload(files);
  else paste(raw, event.dataTransfer.getData("text/plain"));
  return true;
}

async function paste(raw, plain) {
  const data = new FormData();
  data.set("csrfmiddlewaretoken", field("csrfmiddlewaretoken").value);
  data.set("html", raw.replace(/src\s*=\s*"data:[^"]*"/gi, 'src="data:"'));
  try {
    const answer = await ask(`${address}/paste`, data);
    const told = await answer.json();
    if (!answer.ok) throw new Error(told.sentence);
    editor.chain().focus().insertContent(told.html).run();
    check();
    if (told.note) notice(told.note, button("知道了", noticeGone));
  } catch (error) {
    const lines = plain.split(/\r?\n/).filter((line) => line.trim());
    editor.chain().focus().insertContent(lines.map((line) => ({ type: "paragraph", content: [{ type: "text", text: line }] }))).run();
    const why = error instanceof SignedOut ? "登录已过期" : error instanceof TypeError ? "网络不通" : error.message;
    notice(`${why}，已按纯文本粘贴，格式和表格没有保留`, button("知道了", noticeGone));
    if (error instanceof SignedOut) signedOut();
  }
}
