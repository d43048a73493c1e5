"""How things are called in one line, and whether they are archived, as SQL.

All are scalar subselects, `{}` stands for the id of the thing: a statement that finds nothing does not even open
the tables behind them. The same text runs on SQLite and PostgreSQL.
"""

from kiosk.stock.thing import Kind

# PSU-12 · SN-0042 for a unit, RES-10K · batch 20261105 · MAIN/A/03 for a quantity in a place; `{}` is a row of
# stock_item here.
OF_ITEM = """(SELECT lp.number || CASE WHEN {0}.serial IS NOT NULL THEN ' · ' || {0}.serial ELSE
    CASE WHEN {0}.batch IS NULL THEN '' ELSE ' · batch ' || {0}.batch END || ' · ' || COALESCE(
    (SELECT ll.path FROM location ll WHERE ll.id = {0}.location_id), 'out') END
    FROM part lp WHERE lp.id = {0}.part_id)"""

LABELS = {
    # RES-10K · Resistor 10 kΩ
    Kind.PART: "(SELECT lp.number || ' · ' || lp.name FROM part lp WHERE lp.id = {})",
    Kind.STOCK_ITEM: f"(SELECT {OF_ITEM.format('li')} FROM stock_item li WHERE li.id = {{}})",
    # MAIN/A/03 · Resistors
    Kind.LOCATION: """(SELECT ll.path || CASE WHEN ll.name = '' THEN '' ELSE ' · ' || ll.name END
        FROM location ll WHERE ll.id = {})""",
    # 0805-103 · Acme · RES-10K
    Kind.SUPPLIER_PART: """(SELECT ls.sku || ' · ' || la.name || ' · ' || lp.number FROM supplier_part ls
        JOIN part lp ON lp.id = ls.part_id JOIN partner la ON la.id = ls.partner_id WHERE ls.id = {})""",
    # GR-2-147
    Kind.DOCUMENT: "(SELECT ld.number FROM document ld WHERE ld.id = {})",
}

# 1 or 0. Stock items and documents never are; a supplier's part is when the part is.
ARCHIVED = {
    Kind.PART: "(SELECT CASE WHEN lp.archived_at IS NULL THEN 0 ELSE 1 END FROM part lp WHERE lp.id = {})",
    Kind.STOCK_ITEM: "0",
    Kind.LOCATION: "(SELECT CASE WHEN ll.archived_at IS NULL THEN 0 ELSE 1 END FROM location ll WHERE ll.id = {})",
    Kind.SUPPLIER_PART: """(SELECT CASE WHEN ls.archived_at IS NULL AND lp.archived_at IS NULL THEN 0 ELSE 1 END
        FROM supplier_part ls JOIN part lp ON lp.id = ls.part_id WHERE ls.id = {})""",
    Kind.DOCUMENT: "0",
}


def by_kind(texts: dict[Kind, str], kind: str, id: str) -> str:
    """The one of `texts` that a column `kind` asks for, with the id in the column `id`."""
    cases = " ".join(f"WHEN '{name}' THEN {text.format(id)}" for name, text in texts.items())
    return f"CASE {kind} {cases} END"


def part_label(number: str, name: str) -> str:
    """The label of a part that was read already."""
    return f"{number} · {name}"
