"""Write docs/rules anew from the rules' own pages."""

from pathlib import Path

from shenfa.audit.page import rule_index, rule_page
from shenfa.audit.rulebook import rulebook

FOLDER = Path(__file__).parent.parent / "docs" / "rules"


def pages() -> dict[str, str]:
    """Return file name and content of every page."""
    return {"README.md": rule_index(rulebook())} | {
        f"{entry.rule.code}.md": f"{rule_page(entry)}\n" for entry in rulebook()
    }


def main() -> None:
    """Write the pages and remove those of rules that are gone."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = pages()
    for path in FOLDER.glob("*.md"):
        if path.name not in wanted:
            path.unlink()
    for name, content in wanted.items():
        (FOLDER / name).write_text(content, encoding="utf-8")
    print(f"已写入 {len(wanted)} 页：docs/rules")


if __name__ == "__main__":
    main()
