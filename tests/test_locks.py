"""The locks, as far as they can be looked at without the network; `tests.wheels` asks for more."""

from pathlib import Path

import pytest

from tests.wheels import LOCKS, PLATFORMS, PYTHONS, Platform, pins, wanted

OLDER = {"Windows ARM64": "==46.0.3", "macOS Intel": "==48.0.1"}


@pytest.mark.parametrize("lock", LOCKS, ids=str)
@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.name)
def test_every_platform_has_one_version_of_each_package(lock: Path, platform: Platform) -> None:
    for python in PYTHONS:
        versions = {pin.name: str(pin.specifier) for pin in wanted(pins(lock), platform, python)}
        assert len(versions) == len(wanted(pins(lock), platform, python))
        if platform.name in OLDER:
            assert versions["cryptography"] == OLDER[platform.name]


@pytest.mark.parametrize("lock", LOCKS, ids=str)
def test_locks_have_hashes_and_no_addresses(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert "index-url" not in text
    for pinned in text.split("\n    # via")[:-1]:
        assert "--hash=sha256:" in pinned
