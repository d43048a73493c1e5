"""The power goes at any moment: what was answered is there, and the store is sound."""

import random
import subprocess
import sys
import time
from contextlib import closing
from typing import Any

from kiosk.store.database import Store
from kiosk.store.sql import execute
from kiosk.store.verify import verify

ROUNDS = 12

_WRITER = """
import sys
from kiosk.store.database import Store
from kiosk.store.sql import execute
store = Store(sys.argv[1])
number = int(sys.argv[2])
def put(db, key):
    execute(db, "INSERT INTO setting (key, value, changed_at, changed_by) VALUES (?, ?, 0, '')", key, key * 50)
    execute(db, "INSERT INTO partner (name, search, version) VALUES (?, ?, 1)", key, key)
while True:
    number += 1
    store.call(put, f"{number:08}")
    sys.stdout.write(f"{number:08}\\n")
    sys.stdout.flush()
"""


def _written(db: Any) -> tuple[list[str], list[str]]:
    keys, names = (
        [row[0] for row in execute(db, text).fetchall()]
        for text in ("SELECT key FROM setting ORDER BY key", "SELECT name FROM partner ORDER BY name")
    )
    return keys, names


def test_a_writer_killed_at_any_moment_leaves_all_it_answered_and_a_sound_store(url: str) -> None:
    random_moment = random.Random(11)
    last = 0
    for _ in range(ROUNDS):
        writer = subprocess.Popen(
            [sys.executable, "-c", _WRITER, url, str(last)], stdout=subprocess.PIPE, text=True, bufsize=1
        )
        assert writer.stdout is not None
        with writer.stdout as answers:
            first = answers.readline()  # it works; from here on any moment will do
            time.sleep(random_moment.uniform(0, 0.05))
            writer.kill()
            answered = [first, *answers.readlines()]
        writer.wait()
        whole = [line.strip() for line in answered if line.endswith("\n")]
        with closing(Store(url)) as store:
            keys, names = store.call(_written)
            assert store.call(verify) == ()
        assert keys == names  # both of a transaction, or neither
        assert set(whole) <= set(keys)
        last = int(keys[-1])
    assert last > ROUNDS
