import uuid

from kiosk.store import uid


def test_a_uid_is_a_uuid_of_version_7() -> None:
    made = uuid.UUID(hex=uid.new())
    assert (made.version, made.variant) == (7, uuid.RFC_4122)


def test_uids_are_different_and_grow_with_time() -> None:
    made = [uid.new() for _ in range(2000)]
    assert len(set(made)) == len(made)
    assert [text[:12] for text in made] == sorted(text[:12] for text in made)
