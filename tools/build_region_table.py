"""Write lexicons/data/name_regions.tsv from provinces.csv, cities.csv and areas.csv.

The three files are those of modood/Administrative-divisions-of-China (dist/). One row for each
prefecture; a row without a name holds what stands under its province directly.
"""

import csv
import sys
from collections import defaultdict
from pathlib import Path

TABLE = Path(__file__).parent.parent / "src/shenfa/lexicons/data/name_regions.tsv"
COLUMNS = ("code", "name", "province", "counties")
FACTS = ("source", "confidence", "level", "valid_from", "valid_to")
SOURCE = "统计用区划代码（2023年），modood/Administrative-divisions-of-China（WTFPL）"


def read(folder: Path, name: str) -> list[dict[str, str]]:
    """Return the rows of one file."""
    with (folder / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def main() -> None:
    """Build the table from the folder named on the command line."""
    folder = Path(sys.argv[1])
    provinces = {row["code"]: row["name"] for row in read(folder, "provinces")}
    counties: dict[str, list[str]] = defaultdict(list)
    for row in read(folder, "areas"):
        counties[row["cityCode"]].append(row["name"])
    lines = ["\t".join((*COLUMNS, *FACTS))]
    for city in read(folder, "cities"):
        is_direct = city["name"] in ("市辖区", "县") or "直辖县级" in city["name"]
        name = "" if is_direct else city["name"]
        own = "、".join(one for one in counties[city["code"]] if one != city["name"])
        province = provinces[city["provinceCode"]]
        lines.append(
            "\t".join((city["code"], name, province, own, SOURCE, "P", "standard", "", ""))
        )
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"已写入 {len(lines) - 1} 行：{TABLE.name}")


if __name__ == "__main__":
    main()
