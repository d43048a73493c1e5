"""The journal as files exchange it: every scan with its station, its run and the name of what it named, no ids.

What is read back is only ever added: a row that is there is never overwritten.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.barcodes.forms import decoded
from kiosk.stock.thing import Thing
from kiosk.store import named, stations
from kiosk.store.catalogue_rows import pages
from kiosk.store.named import Named
from kiosk.store.sql import Db, execute, execute_many

_ROWS = f"""SELECT r.id, r.uid, s.name, r.seq, u.started_at, u.os_user, u.tty, u.ssh_client, u.version, u.pid, r.device,
    r.device_seq, r.operator, r.screen, r.scanned_at, r.recorded_at, r.raw, r.symbology, r.typed, r.result, r.tone,
    {named.COLUMNS.format("r")}
    FROM scan_record r JOIN station s ON s.id = r.station_id JOIN run u ON u.id = r.run_id {named.JOINS.format("r")}
    WHERE r.id > ? ORDER BY r.id LIMIT ?"""
_INSERT = """INSERT INTO scan_record (uid, station_id, seq, run_id, device, device_seq, operator, screen, scanned_at,
    recorded_at, raw, text, symbology, typed, result, tone, kind, thing_id)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""


@dataclass(frozen=True, slots=True)
class RunOf:
    """One start of a station; times are UTC microseconds."""

    started_at: int
    os_user: str
    tty: str
    ssh_client: str
    version: str
    pid: int


@dataclass(frozen=True, slots=True)
class Scanned:
    """A scan with what it led to, but for what it named."""

    uid: str
    station: str
    seq: int
    run: RunOf
    device: str
    device_seq: int
    operator: str
    screen: str
    scanned_at: int
    recorded_at: int
    raw: bytes
    symbology: str
    typed: bool
    result: str
    tone: str


def everything(db: Db) -> Iterator[tuple[Scanned, Named]]:
    """The journal, oldest first; to be used up inside its transaction."""
    for row in pages(db, _ROWS, 0):
        scan: list[Any] = [
            *row[1:4],
            RunOf(*row[4:10]),
            *row[10:16],
            bytes(row[16]),
            row[17],
            row[18] == 1,
            *row[19:21],
        ]
        scanned = Scanned(*scan)
        yield scanned, Named(*row[21:])


def present(db: Db, station: int, seqs: Sequence[int]) -> dict[int, str]:
    """The uids of the rows of a station that have these numbers."""
    marks = ", ".join("?" * len(seqs))
    rows = execute(db, f"SELECT seq, uid FROM scan_record WHERE station_id = ? AND seq IN ({marks})", station, *seqs)
    return dict(rows.fetchall())


def run(db: Db, station: int, run: RunOf) -> int:
    """The id of this start of the station, which is added where it is not known."""
    where = "station_id = ? AND started_at = ? AND pid = ?"
    row: Any = execute(db, f"SELECT id FROM run WHERE {where}", station, run.started_at, run.pid).fetchone()
    if row is not None:
        return int(row[0])
    id = stations.add_run(db, station, run.os_user, run.tty, run.ssh_client, run.version, run.pid)
    execute(db, "UPDATE run SET started_at = ? WHERE id = ?", run.started_at, id)
    return id


def add(db: Db, rows: Sequence[tuple[int, int, Scanned, Thing | None]]) -> None:
    """Scans that are not there, each with the ids of its station and run, and with what it named."""
    execute_many(
        db,
        _INSERT,
        [
            (
                scan.uid,
                station,
                scan.seq,
                run,
                scan.device,
                scan.device_seq,
                scan.operator,
                scan.screen,
                scan.scanned_at,
                scan.recorded_at,
                scan.raw,
                decoded(scan.raw),
                scan.symbology,
                int(scan.typed),
                scan.result,
                scan.tone,
                None if thing is None else thing.kind.value,
                None if thing is None else thing.id,
            )
            for station, run, scan, thing in rows
        ],
    )
