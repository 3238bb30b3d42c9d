// The bar above the text: one button for each thing that the cleaning keeps.

import { iconOf } from "/static/desk/writing/page.js";

let editor = null;

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

export function buildToolbar(edited) {
  editor = edited;
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

export function refreshToolbar() {
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
