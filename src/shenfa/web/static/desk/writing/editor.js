// The editor. What it shows is what the cleaning keeps; nothing else gets into it.

import {
  Blockquote, Bold, BulletList, Document, Editor, Extension, HardBreak, Heading, History,
  HorizontalRule, Image, Italic, Link, ListItem, OrderedList, Paragraph, Strike, Subscript,
  Superscript, Table, TableCell, TableHeader, TableRow, Text, Underline,
} from "/static/vendor/editor.js";

import { address, body } from "/static/desk/writing/page.js";
import { buildToolbar, refreshToolbar } from "/static/desk/writing/toolbar.js";

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

export let editor = null;
let isSynced = true;

// ``page`` is told what happens in the text: changed, moved, clicked, pasted, dropped.
export function startEditor(page) {
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
        paste: (_view, event) => page.pasted(event),
        drop: (view, event) => !view.dragging && page.dropped(view, event),
      },
      handleClick: (_view, position) => {
        page.clicked(position);
        return false;
      },
    },
    onUpdate: () => { isSynced = false; page.changed(); },
    onTransaction: ({ transaction }) => {
      if (transaction.docChanged) page.moved(transaction.mapping);
      refreshToolbar();
    },
  });
  body.hidden = true;
  body.labels[0].htmlFor = "";
  buildToolbar(editor);
}

export function sync() {
  if (!editor || isSynced) return;
  const written = editor.getHTML();
  body.value = written === "<p></p>" ? "" : written;
  isSynced = true;
}
