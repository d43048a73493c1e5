"""The kind `journal`: every scan. Rows are known by station and number, and are only ever added."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kiosk.exchange import codes, runs, texts, things
from kiosk.exchange.kind import Cells, Code, Column, Loading, Row
from kiosk.exchange.runs import Runs
from kiosk.outcome import Tone
from kiosk.post import Post
from kiosk.stock import fields
from kiosk.store import journal_rows
from kiosk.store.journal_rows import Scanned
from kiosk.store.sql import Db
from kiosk.times import iso
from kiosk.wording import columns as about
from kiosk.wording import exchange as wording
from kiosk.wording import fields as field_wording

_A = about.of_journal()


def _tone(text: str) -> str:
    if text not in tuple(Tone):
        raise ValueError(field_wording.one_of(text, tuple(Tone)))
    return text


class Journal:
    name = "journal"
    about = about.journal()
    columns = (
        Column("station", _A["station"], fields.name, needed=True),
        Column("seq", _A["seq"], runs.seq, needed=True),
        Column("scan_uid", _A["scan_uid"], fields.uid, needed=True),
        *runs.columns(_A),
        Column("recorded_at", _A["recorded_at"], fields.moment, needed=True),
        Column("scanned_at", _A["scanned_at"], fields.moment, needed=True),
        Column("operator", _A["operator"], fields.free_text, empty=""),
        Column("screen", _A["screen"], fields.free_text, empty=""),
        Column("device", _A["device"], fields.free_text, empty=""),
        Column("device_seq", _A["device_seq"], runs.count, empty=0),
        *codes.COLUMNS,
        Column("symbology", _A["symbology"], fields.free_text, empty=""),
        Column("typed", _A["typed"], fields.yes_no, empty=False),
        Column("result", _A["result"], fields.free_text, empty=""),
        Column("tone", _A["tone"], _tone, needed=True),
        Column("kind", _A["kind"], things.kind),
        *things.NAMING,
    )
    examples = (
        {
            "station": "bench-1",
            "seq": "1",
            "scan_uid": "0193462f4a107d3c9b0e5a6f7c8d9e01",
            "run_started": "2027-03-31T07:55:00Z",
            "recorded_at": "2027-03-31T08:00:00Z",
            "scanned_at": "2027-03-31T08:00:00Z",
            "operator": "Jana",
            "screen": "quick_scan",
            "device": "scanner",
            "device_seq": "1",
            "code": "4006381333931",
            "result": "unknown",
            "tone": "no",
        },
    )

    def identity(self, values: Mapping[str, Any]) -> tuple[str, ...] | None:
        return (values["station"], str(values["seq"])) if "station" in values and "seq" in values else None

    def loader(self, db: Db, post: Post, loading: Loading) -> "_Loader":
        return _Loader(db, loading)

    def rows(self, db: Db) -> Iterator[Cells]:
        for scan, name in journal_rows.everything(db):
            yield (
                scan.station,
                str(scan.seq),
                scan.uid,
                *runs.cells(scan.run),
                iso(scan.recorded_at),
                iso(scan.scanned_at),
                scan.operator,
                scan.screen,
                scan.device,
                str(scan.device_seq),
                *codes.cells(scan.raw),
                scan.symbology,
                texts.yes_no(scan.typed),
                scan.result,
                scan.tone,
                # What files leave out is not named: only its kind would be left.
                *(things.cells(name) if name.kind else ("",) * len(things.COLUMNS)),
            )


class _Loader:
    def __init__(self, db: Db, loading: Loading) -> None:
        self._db = db
        self._loading = loading
        self._runs = Runs(db)

    def load(self, rows: Sequence[Row]) -> None:
        whole = [row for row in rows if not row.broken]
        uids = self._present(whole)
        found = things.Things(self._db, whole)
        new = []
        for row in whole:
            station, seq = self._runs.station(row.values["station"]), row.values["seq"]
            uid = uids.get((station, seq))
            if uid == row.values["scan_uid"]:
                self._loading.unchanged += 1
            elif uid is not None:
                name = row.values["station"]
                self._loading.error(row.number, "seq", Code.REFUSED, wording.journalled_otherwise(name, seq))
            else:
                named = found.find(row, self._loading) if row.values.get("kind") else None
                scan = self._scan(row)
                if scan is not None:
                    new.append((station, self._runs.run(station, scan.run), scan, named))
        journal_rows.add(self._db, new)
        self._loading.created += len(new)

    def finish(self) -> None:
        pass

    def _present(self, rows: Sequence[Row]) -> dict[tuple[int, int], str]:
        """The uids of the rows that the store has, by station and number; makes the stations that it lacks."""
        seqs: dict[int, list[int]] = {}
        for row in rows:
            seqs.setdefault(self._runs.station(row.values["station"]), []).append(row.values["seq"])
        return {
            (station, seq): uid
            for station, some in seqs.items()
            for seq, uid in journal_rows.present(self._db, station, some).items()
        }

    def _scan(self, row: Row) -> Scanned | None:
        get = row.values.get
        try:
            raw = codes.raw(row.values)
        except ValueError as error:
            self._loading.error(row.number, "code", Code.VALUE, str(error))
            return None
        return Scanned(
            uid=row.values["scan_uid"],
            station=row.values["station"],
            seq=row.values["seq"],
            run=runs.run_of(row.values),
            device=get("device", ""),
            device_seq=get("device_seq", 0),
            operator=get("operator", ""),
            screen=get("screen", ""),
            scanned_at=row.values["scanned_at"],
            recorded_at=row.values["recorded_at"],
            raw=raw,
            symbology=get("symbology", ""),
            typed=get("typed", False),
            result=get("result", ""),
            tone=row.values["tone"],
        )
