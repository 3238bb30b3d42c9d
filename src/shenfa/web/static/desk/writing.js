// The writing page: editor, saving, checking, files. Without it the page is a form that saves.

import {
  Blockquote, Bold, BulletList, Document, Editor, Extension, HardBreak, Heading, History,
  HorizontalRule, Image, Italic, Link, ListItem, OrderedList, Paragraph, Strike, Subscript,
  Superscript, Table, TableCell, TableHeader, TableRow, Text, Underline,
} from "/static/vendor/editor.js";

const form = document.getElementById("writing");
const title = document.getElementById("title");
const body = document.getElementById("body");
const cards = document.getElementById("cards");
const address = `/manuscripts/${form.dataset.manuscript}`;
const shelf = `shenfa-draft:${form.dataset.person}:${form.dataset.manuscript}`;
const SAVE_AFTER = 2500;
const CHECK_AFTER = 800;
const LONGEST_RICH = 1500000;
const MOST_MARKS = 300;
const SPACE = /[\t\n\v\f\r\x1c-\x1f \x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

const field = (name) => form.elements.namedItem(name);
const now = () => new Date().toLocaleTimeString("zh-CN", { hour12: false });
const iconOf = (name) => {
  const icon = document.createElement("i");
  icon.className = `ti ti-${name}`;
  icon.setAttribute("aria-hidden", "true");
  return icon;
};
const button = (text, act) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn btn-sm";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
};

// What the state line says, and one notice above the text.

function say(icon, sentence) {
  document.getElementById("state").replaceChildren(iconOf(icon), ` ${sentence}`);
}

function notice(sentence, ...buttons) {
  const box = document.getElementById("kept");
  box.querySelector("div > span").textContent = sentence;
  box.querySelector("div > span:last-child").replaceChildren(...buttons);
  box.hidden = false;
}

const noticeGone = () => { document.getElementById("kept").hidden = true; };

// Asking the server. An expired session answers with a way to the sign-in, which is not followed.

class SignedOut extends Error {}

async function ask(path, data) {
  const sent = { headers: { "X-Writing": "1" }, redirect: "manual", credentials: "same-origin" };
  if (data) Object.assign(sent, { method: "POST", body: data });
  const answer = await fetch(path, sent);
  if (answer.type === "opaqueredirect") throw new SignedOut();
  return answer;
}

function everything(extra) {
  sync();
  const data = new FormData(form);
  for (const name of ["upload", "drop", "raise"]) data.delete(name);
  for (const [name, value] of Object.entries(extra || {})) data.set(name, value);
  return data;
}

// The editor. What it shows is what the cleaning keeps; nothing else gets into it.

const Align = Extension.create({
  name: "alignClass",
  addGlobalAttributes() {
    return [{
      types: ["paragraph", "heading", "tableCell", "tableHeader"],
      attributes: {
        align: {
          default: null,
          parseHTML: (node) => ["center", "right"].find((one) => node.classList.contains(`align-${one}`)) || null,
          renderHTML: (given) => (given.align ? { class: `align-${given.align}` } : {}),
        },
      },
    }];
  },
});

// A picture is named relative to the page it goes out on; here its bytes stand elsewhere.
const Picture = Image.extend({
  addNodeView() {
    return ({ node }) => {
      const dom = document.createElement("img");
      dom.src = String(node.attrs.src || "").replace(/^(?:\.\/)?attachments\//, `${address}/attachments/`);
      dom.alt = node.attrs.alt || "";
      return { dom };
    };
  },
}).configure({ inline: true });

// Column widths would be written as styles, which neither the cleaning nor the page lets pass.
const PlainTable = Table.extend({ renderHTML: () => ["table", ["tbody", 0]] }).configure({ resizable: false });

let editor = null;
let spots = [];

function startEditor() {
  const place = document.createElement("div");
  place.className = "rich";
  body.before(place);
  editor = new Editor({
    element: place,
    content: body.value,
    injectCSS: false,
    enableInputRules: false,
    extensions: [
      Document, Paragraph, Text, HardBreak, History, Heading.configure({ levels: [2, 3, 4] }), Bold, Italic,
      Underline, Strike, Subscript, Superscript, BulletList, OrderedList, ListItem, Blockquote, HorizontalRule,
      Link.configure({ openOnClick: false, autolink: false, linkOnPaste: false }), Picture, PlainTable, TableRow,
      TableCell, TableHeader, Align,
    ],
    editorProps: {
      attributes: { "aria-labelledby": "body-label", "aria-multiline": "true", role: "textbox", spellcheck: "false", lang: "zh-Hans" },
      // Before the editor itself looks at the raw HTML, whose styles the policy forbids.
      handleDOMEvents: {
        paste: (_view, event) => takePaste(event),
        drop: (view, event) => !view.dragging && takeDrop(view, event),
      },
      handleClick: (_view, position) => {
        const found = spots.find((one) => one.field === "body" && one.from <= position && position <= one.to);
        if (found) showCard(found.n);
        return false;
      },
    },
    onUpdate: () => { isSynced = false; changed(); },
    onTransaction: ({ transaction }) => {
      if (transaction.docChanged) follow(transaction.mapping);
      refreshToolbar();
    },
  });
  body.hidden = true;
  body.labels[0].htmlFor = "";
  buildToolbar();
}

let isSynced = true;

function sync() {
  if (!editor || isSynced) return;
  const written = editor.getHTML();
  body.value = written === "<p></p>" ? "" : written;
  isSynced = true;
}

// Paste: the raw HTML goes to the server, which looks for hidden words and cleans it.

function takePaste(event) {
  const raw = event.clipboardData.getData("text/html");
  const files = [...event.clipboardData.files];
  if (!raw && !files.length) return false;
  if (raw.includes("data-pm-slice")) return false;
  event.preventDefault();
  if (raw) paste(raw, event.clipboardData.getData("text/plain"));
  else upload(files);
  return true;
}

function takeDrop(view, event) {
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

// Toolbar

const align = (wanted) => () => {
  const is = editor.isActive({ align: wanted });
  editor.chain().focus().updateAttributes("paragraph", { align: is ? null : wanted }).updateAttributes("heading", { align: is ? null : wanted }).run();
};
const run = (name, ...given) => () => editor.chain().focus()[name](...given).run();
const inTable = () => editor.isActive("table");
const TOOLS = [
  ["撤销", "arrow-back-up", run("undo"), null, () => editor.can().undo()],
  ["重做", "arrow-forward-up", run("redo"), null, () => editor.can().redo()],
  null,
  ["加粗", "bold", run("toggleBold"), () => editor.isActive("bold")],
  ["斜体", "italic", run("toggleItalic"), () => editor.isActive("italic")],
  ["下划线", "underline", run("toggleUnderline"), () => editor.isActive("underline")],
  ["上标", "superscript", run("toggleSuperscript"), () => editor.isActive("superscript")],
  ["下标", "subscript", run("toggleSubscript"), () => editor.isActive("subscript")],
  ["清除格式", "clear-formatting", () => editor.chain().focus().unsetAllMarks().clearNodes().run()],
  null,
  ["居中", "align-center", align("center"), () => editor.isActive({ align: "center" })],
  ["居右", "align-right", align("right"), () => editor.isActive({ align: "right" })],
  ["项目符号", "list", run("toggleBulletList"), () => editor.isActive("bulletList")],
  ["编号列表", "list-numbers", run("toggleOrderedList"), () => editor.isActive("orderedList")],
  ["链接", "link", askLink, () => editor.isActive("link")],
  null,
  ["插入表格", "table", run("insertTable", { rows: 3, cols: 3, withHeaderRow: false }), inTable],
  ["下方加一行", "row-insert-bottom", run("addRowAfter"), null, inTable],
  ["右侧加一列", "column-insert-right", run("addColumnAfter"), null, inTable],
  ["删除行", "row-remove", run("deleteRow"), null, inTable],
  ["删除列", "column-remove", run("deleteColumn"), null, inTable],
  ["合并或拆分单元格", "arrows-join", run("mergeOrSplit"), null, inTable],
  ["删除表格", "table-off", run("deleteTable"), null, inTable],
];
const tools = [];
let level = null;

function buildToolbar() {
  const bar = document.querySelector(".toolbar");
  level = document.createElement("select");
  level.setAttribute("aria-label", "段落样式");
  for (const [value, name] of [["0", "正文"], ["2", "一级标题"], ["3", "二级标题"], ["4", "三级标题"]]) level.add(new Option(name, value));
  level.addEventListener("change", () => {
    const chain = editor.chain().focus();
    (level.value === "0" ? chain.setParagraph() : chain.setHeading({ level: Number(level.value) })).run();
  });
  bar.append(level);
  for (const tool of TOOLS) {
    if (!tool) {
      const line = document.createElement("span");
      line.className = "bar-line";
      bar.append(line);
      continue;
    }
    const [name, icon, act, isOn, isUsable] = tool;
    const made = document.createElement("button");
    made.type = "button";
    made.title = name;
    made.setAttribute("aria-label", name);
    made.append(iconOf(icon));
    made.addEventListener("click", act);
    bar.append(made);
    tools.push({ made, isOn, isUsable });
  }
  const stops = () => [...bar.querySelectorAll("select, button:not(:disabled)")];
  bar.addEventListener("keydown", (event) => {
    if (event.target === level || !["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) return;
    const all = stops();
    const at = all.indexOf(event.target);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: all.length - 1 }[event.key];
    all[(to + all.length) % all.length].focus();
    event.preventDefault();
  });
  bar.hidden = false;
  refreshToolbar();
}

function refreshToolbar() {
  if (!editor) return;
  for (const { made, isOn, isUsable } of tools) {
    if (isOn) made.setAttribute("aria-pressed", String(isOn()));
    if (isUsable) made.disabled = !isUsable();
  }
  if (level) level.value = String(editor.getAttributes("heading").level || 0);
}

function askLink() {
  const dialog = document.getElementById("ask");
  const input = document.getElementById("ask-value");
  input.value = editor.getAttributes("link").href || "https://";
  dialog.addEventListener("close", () => {
    if (dialog.returnValue !== "yes") return;
    const chain = editor.chain().focus().extendMarkRange("link");
    const href = input.value.trim();
    (/^https?:\/\/./.test(href) ? chain.setLink({ href }) : chain.unsetLink()).run();
  }, { once: true });
  dialog.returnValue = "";
  dialog.showModal();
}

// Saving: a copy in this browser at once, on the server a moment later, never two at a time.

let isDirty = false;
let saving = null;
let saveTimer = 0;
let shelfTimer = 0;
let isStale = false;

function changed() {
  isDirty = true;
  say("pencil", "正在修改");
  clearTimeout(shelfTimer);
  shelfTimer = setTimeout(keepHere, 400);
  clearTimeout(saveTimer);
  if (!isStale) saveTimer = setTimeout(save, SAVE_AFTER);
  checkSoon();
}

function keepHere() {
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

async function save() {
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

function stale() {
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

function signedOut() {
  say("lock", "登录已过期，文字已存在本机");
  const dialog = document.getElementById("signed-out");
  if (!dialog.open) dialog.showModal();
}

async function again() {
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

function send(path, target) {
  sync();
  form.action = path;
  form.target = target || "";
  form.submit();
  form.action = `${address}/save`;
  form.target = "";
}

function restore() {
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

// Checking: cards beside the text, marks in it where the browser can.

let checkTimer = 0;
let checking = null;
let pause = CHECK_AFTER;
let isWarm = false;

function checkSoon() {
  clearTimeout(checkTimer);
  checkTimer = setTimeout(check, pause);
}

async function check() {
  if (checking || (editor && editor.view.composing)) return checkSoon();
  const sent = { doc: editor && editor.state.doc, texts: texts() };
  const begun = performance.now();
  checking = ask(`${address}/check`, everything());
  try {
    const answer = await checking;
    if (answer.ok) {
      const told = await answer.json();
      // A long text is checked less often, so that nobody waits for it. The first check may
      // have waited for the rules to be loaded and says nothing about that.
      if (isWarm) pause = Math.min(8000, Math.max(CHECK_AFTER, 3 * (performance.now() - begun)));
      isWarm = true;
      if (sent.texts === texts() && (!editor || sent.doc === editor.state.doc)) showFound(told);
      else checkSoon();
    }
  } catch (error) {
    if (error instanceof SignedOut) signedOut();
    document.getElementById("checked").textContent = "暂时不能检查";
  } finally {
    checking = null;
  }
}

const plainFields = () => [title, ...form.querySelectorAll("[data-post] textarea")];
const texts = () => JSON.stringify(plainFields().map((one) => one.value));

function showFound(told) {
  const scroll = cards.scrollTop;
  cards.innerHTML = told.html;
  if (told.note) cards.textContent = told.note;
  for (const acts of cards.querySelectorAll("[data-acts]")) acts.hidden = false;
  cards.scrollTop = scroll;
  const count = document.getElementById("count");
  count.textContent = told.count;
  count.classList.toggle("none", !told.count);
  const foot = document.getElementById("foot-count");
  foot.textContent = `${told.count} 处问题`;
  foot.hidden = !told.count;
  document.getElementById("checked").textContent = told.note || `${now()} 已检查`;
  const major = (told.major || []).join("、");
  document.getElementById("major-note").textContent = major ? `按本县标准属于重大信息（${major}），形成版本时自动标明` : "";
  spots = locate(told.spots.filter((one) => one.start >= 0));
  paint();
}

// The server counts characters that are no white space; here they get their places.
function locate(found) {
  const places = [];
  if (editor) {
    editor.state.doc.descendants((node, at) => {
      if (!node.isText) return;
      let step = 0;
      for (const character of node.text) {
        if (!SPACE.test(character)) places.push([at + step, at + step + character.length]);
        step += character.length;
      }
    });
  }
  return found.map((one) => (one.field === "body" ? inEditor(one, places) : inField(one))).filter(Boolean);
}

function inEditor(one, places) {
  if (!editor || !places.length) return null;
  const before = places[one.start - 1];
  let from = 0;
  let to = 0;
  if (one.start === one.end) {
    from = before ? before[1] : places[0][0];
    to = one.lead && places[one.start] ? places[one.start][0] : from;
  } else {
    if (!places[one.end - 1]) return null;
    from = one.lead && before ? before[1] : places[one.start][0];
    to = one.tail && places[one.end] ? places[one.end][0] : places[one.end - 1][1];
  }
  return { ...one, from, to, quote: editor.state.doc.textBetween(from, to) };
}

function inField(one) {
  const input = field(one.field);
  if (!input) return null;
  const points = [...input.value];
  const from = points.slice(0, one.start).join("").length;
  const to = points.slice(0, one.end).join("").length;
  return { ...one, from, to, quote: input.value.slice(from, to) };
}

function follow(mapping) {
  for (const one of spots) {
    if (one.field !== "body") continue;
    one.from = mapping.map(one.from, 1);
    one.to = Math.max(one.from, mapping.map(one.to, -1));
  }
  requestAnimationFrame(paint);
}

const LOOKS = { certain_blocker: "blocker", suspected_blocker: "blocker", secrecy: "blocker", error: "error", warning: "warning", hint: "hint" };

function rangeOf(one) {
  // What has no width is shown at the character before it.
  const begin = one.from === one.to ? Math.max(1, one.from - 1) : one.from;
  try {
    const start = editor.view.domAtPos(begin, 1);
    const end = editor.view.domAtPos(one.to, -1);
    const range = document.createRange();
    range.setStart(start.node, start.offset);
    range.setEnd(end.node, end.offset);
    return range;
  } catch {
    return null;
  }
}

function paint() {
  if (!editor || !window.Highlight || !CSS.highlights) return;
  const sorted = { blocker: [], error: [], warning: [], hint: [] };
  for (const one of spots) {
    if (one.field !== "body" || one.n > MOST_MARKS) continue;
    const range = rangeOf(one);
    if (range) sorted[LOOKS[one.look] || "hint"].push(range);
  }
  for (const [look, ranges] of Object.entries(sorted)) CSS.highlights.set(`find-${look}`, new Highlight(...ranges));
}

function showCard(n) {
  for (const one of cards.querySelectorAll(".card-f")) one.classList.toggle("on", one.dataset.n === String(n));
  const card = cards.querySelector(".card-f.on");
  if (card) cards.scrollTop = card.offsetTop - cards.offsetTop - 12;
  return card;
}

function goTo(n) {
  showCard(n);
  const one = spots.find((spot) => spot.n === Number(n));
  if (!one) return;
  if (one.field !== "body") {
    const input = field(one.field);
    input.focus({ preventScroll: false });
    input.setSelectionRange(one.from, one.to);
    return;
  }
  const range = rangeOf(one);
  if (!range) return;
  // What has no suggestion is typed over at once.
  editor.commands.setTextSelection({ from: one.from, to: one.to });
  editor.view.focus();
  if (window.Highlight && CSS.highlights) CSS.highlights.set("find-on", new Highlight(range));
  const box = range.getBoundingClientRect();
  if (box.top < 130 || box.bottom > innerHeight - 140) scrollBy({ top: box.top - innerHeight / 3 });
}

function walk(step) {
  const all = [...cards.querySelectorAll(".card-f")];
  if (!all.length) return;
  const at = all.findIndex((card) => card.classList.contains("on"));
  goTo(all[(at + step + all.length) % all.length].dataset.n);
}

function accept(chosen) {
  // From the end, so that the places before stay right.
  const ordered = chosen.filter((one) => one.fix !== null).sort((a, b) => b.from - a.from);
  const transaction = editor ? editor.state.tr : null;
  let reach = Infinity;
  for (const one of ordered) {
    cards.querySelector(`.card-f[data-n="${one.n}"]`)?.remove();
    if (one.field !== "body") {
      const input = field(one.field);
      if (input.value.slice(one.from, one.to) === one.quote) input.setRangeText(one.fix, one.from, one.to, "end");
      continue;
    }
    if (one.to > reach || editor.state.doc.textBetween(one.from, one.to) !== one.quote) continue;
    reach = one.from;
    if (one.fix) transaction.insertText(one.fix, one.from, one.to);
    else transaction.delete(one.from, one.to);
  }
  spots = spots.filter((one) => !chosen.includes(one));
  if (transaction && transaction.docChanged) editor.view.dispatch(transaction);
  fit();
  changed();
}

cards.addEventListener("click", (event) => {
  const one = event.target.closest("[data-accept]");
  const all = event.target.closest("[data-accept-all]");
  if (one) accept(spots.filter((spot) => spot.n === Number(one.dataset.accept)));
  else if (all) accept(spots.filter((spot) => spot.rule === all.dataset.acceptAll && spot.certain));
  else if (event.target.closest(".card-f")) goTo(event.target.closest(".card-f").dataset.n);
});

addEventListener("keydown", (event) => {
  const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
  const isWalk = ["j", "k"].includes(event.key.toLowerCase()) && !event.ctrlKey && !event.metaKey;
  if (isWalk && (event.altKey || !isTyping)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    walk(event.key.toLowerCase() === "j" ? 1 : -1);
  }
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
    event.preventDefault();
    save();
  }
}, true);

// Files

const rows = document.getElementById("file-rows");

function upload(files) {
  for (const file of files) uploadOne(file);
}

function uploadOne(file) {
  const line = document.createElement("div");
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", `上传 ${file.name}`);
  line.append(`${file.name} `, bar);
  document.getElementById("progress").append(line);
  const data = new FormData();
  data.set("csrfmiddlewaretoken", field("csrfmiddlewaretoken").value);
  data.set("author", form.dataset.person);
  data.set("upload", file);
  const request = new XMLHttpRequest();
  request.open("POST", `${address}/files`);
  request.setRequestHeader("X-Writing", "1");
  request.upload.addEventListener("progress", (event) => { bar.value = event.loaded / Math.max(1, event.total); });
  const failed = (sentence) => {
    bar.remove();
    line.className = "text-danger";
    line.append(sentence);
  };
  request.addEventListener("error", () => failed("网络不通，没有上传，请重新选择"));
  request.addEventListener("load", () => {
    let told = null;
    try {
      told = JSON.parse(request.responseText);
    } catch {
      failed(request.status < 400 ? "登录已过期，没有上传，请重新登录后选择" : "没有上传，文件可能过大，请拆分后重试");
      if (request.status < 400) signedOut();
      return;
    }
    if (request.status !== 200) {
      failed(told.sentence);
      return;
    }
    line.remove();
    const held = document.createElement("template");
    held.innerHTML = told.html;
    const row = held.content.firstElementChild;
    const same = [...rows.children].find((one) => one.querySelector("[name=file_name]").value === told.name);
    if (same) same.replaceWith(row);
    else rows.append(row);
    changed();
    examine(row);
  });
  request.send(data);
}

async function examine(row) {
  const found = row.querySelector(".found");
  found.textContent = "正在检查";
  try {
    const link = row.querySelector("[data-examine]");
    const place = `${link.getAttribute("href")}?kind=${field("kind").value}`;
    let answer = await ask(place);
    // A large file is read aside; the text can be written on meanwhile.
    while (answer.status === 202 && row.isConnected) {
      await new Promise((resolve) => { setTimeout(resolve, 1000); });
      answer = await ask(place);
    }
    if (answer.ok) found.innerHTML = await answer.text();
    else found.textContent = "";
  } catch {
    found.textContent = "";
  }
}

rows.addEventListener("click", (event) => {
  const row = event.target.closest(".file");
  if (!row) return;
  const at = (name) => event.target.closest(`[data-${name}]`);
  if (at("drop") || at("raise") || at("picture") || at("examine")) event.preventDefault();
  if (at("drop")) row.remove();
  if (at("raise") && row.previousElementSibling) row.previousElementSibling.before(row);
  if (at("examine")) examine(row);
  if (at("drop") || at("raise")) changed();
  if (at("picture") && editor) {
    const name = row.querySelector("[name=file_name]").value;
    editor.chain().focus().insertContent({ type: "image", attrs: { src: `attachments/${encodeURIComponent(name)}`, alt: "" } }).run();
  }
});

document.getElementById("upload").addEventListener("change", (event) => {
  upload([...event.target.files]);
  event.target.value = "";
});

// The form as a whole

function fit() {
  title.style.height = "auto";
  title.style.height = `${title.scrollHeight}px`;
}

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
  if (event.target.name === "upload" || event.target === level) return;
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

if (body.value.length <= LONGEST_RICH) startEditor();
showFields();
fit();
restore();
check();
(async () => { for (const row of rows.children) await examine(row); })();

export { ask, examine, field, rows, save };
