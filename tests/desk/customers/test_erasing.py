"""One person erased: gone from every file, sums as before, and no file brings them back."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from crm_desk.desk.assessment import assessments
from crm_desk.desk.backups import going_back, keeping
from crm_desk.desk.capabilities import FREE_TEXTS, MERGE_RULES, PERSON_TABLES
from crm_desk.desk.child import Cancel
from crm_desk.desk.contacts import mailing
from crm_desk.desk.contacts.consent import set_consent
from crm_desk.desk.customers import erasing, hand_orders, people
from crm_desk.desk.customers.erasing import ErasureWish
from crm_desk.desk.customers.hand_orders import TypedLine, TypedOrder
from crm_desk.desk.desk import Desk, create_desk
from crm_desk.desk.followup import checking
from crm_desk.desk.followup.checking import ApproachInput
from crm_desk.desk.importing import batches
from crm_desk.desk.importing.check import Check, check_files
from crm_desk.desk.importing.file_layouts import layout_of
from crm_desk.desk.importing.job import FileJob
from crm_desk.desk.importing.question_words import notice_sentence
from crm_desk.desk.resources import texts
from crm_desk.domain.backup import BackupCause
from crm_desk.domain.contacts.approach import Result
from crm_desk.domain.contacts.media import Medium, Way
from crm_desk.domain.errors import ReportableError
from crm_desk.importing.choices import Choices
from crm_desk.importing.table import ReadOptions
from crm_desk.store.connection import Connection
from crm_desk.store.importing.answers import put_answers
from tests.desk.customers.people import HEADERS, bring, order
from tests.desk.followup.making import JA, followed

NOW = datetime(2026, 11, 21, 10, 30)  # noqa: DTZ001 - the shop's clock
PLANTED = ("逢坂喜代乃", "オウサカ", "kiyono-ousaka", "0805557", "鶴亀町", "内緒の覚え書き")
"""Words that only this person has, as they are written or as they are compared."""
KIYONO: dict[str, Any] = {
    "email": "Kiyono-Ousaka@example.jp",
    "phone": "080-5557-0101",
    "kana": "オウサカ キヨノ",
    "postcode": "999-0101",
    "address": "山形県鶴亀町7-7",
}
NAME = "逢坂 喜代乃"
LINE = TypedLine("煎茶", "1", "1080")
THEIRS = [
    order("A1", "2026/01/05", "K-1", NAME, price=3000, **KIYONO),
    # Without a number: what tells the order is who gave it.
    order("", "2026/02/05", "", NAME, price=1500, **KIYONO),
    order("A3", "2026/03/05", "", NAME, price=700, phone=KIYONO["phone"]),
    order("A4", "2026/03/06", "K-1", NAME, price=0, status="逢坂喜代乃?", **KIYONO),
]
OTHERS = [
    order("B1", "2026/01/09", "S-2", "佐藤 茂", "shigeru@example.jp", "090-0333-4444", price=800),
    order("B2", "2026/02/09", "", "林 りん", "rin@example.jp", "090-0333-5555", price=999),
]


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """A shop that knows her in every way that a person can be known."""
    bring(desk, [*THEIRS, *OTHERS])
    engraved = order("A5", "2026/04/05", "K-1", NAME, product="名入れ湯呑 逢坂喜代乃様", **KIYONO)
    bring(desk, [engraved], "電話の控え")
    named = json.dumps(["逢坂喜代乃様.csv"], ensure_ascii=False)
    desk.store.write(
        lambda c: c.execute("UPDATE import_batch SET files = ? WHERE id = 2", (named,))
    )
    member, *names = sorted(hers(desk))
    for other in names:
        people.merge(desk, member, other, NOW.date(), JA, MERGE_RULES)
    member = root(desk, member)
    followed(desk, member)
    said_on, now = date(2026, 9, 8), date(2026, 11, 1)
    set_consent(desk, member, Medium.PHONE, "refused", day=said_on, source="葉書", today=now)
    made = ApproachInput(date(2026, 9, 10), Way.EMAIL, Result.SILENT, "内緒の覚え書き")
    checking.record_outside(desk, member, date(2026, 11, 1), made)
    mailing.note_export(desk, mailing.MAILING, "年賀状", [member], NOW)
    typed = TypedOrder(
        day="2026/05/01",
        customer=member,
        name=NAME,
        lines=(TypedLine("茶筒", "1", "3300"),),
        note="内緒の覚え書き",
    )
    hand_orders.enter(desk, typed, "電話の控え", NOW)
    return desk


def query(desk: Desk, sql: str, *values: object) -> list[tuple[object, ...]]:
    return desk.store.read(lambda c: c.execute(sql, values).fetchall())


def hers(desk: Desk) -> list[int]:
    found = query(desk, "SELECT id FROM customer WHERE folded_name LIKE '%逢坂%' ORDER BY id")
    return [id_ for (id_,) in found if isinstance(id_, int)]


def root(desk: Desk, customer: int) -> int:
    ((found,),) = query(desk, "SELECT coalesce(joined_to, id) FROM customer WHERE id = ?", customer)
    assert isinstance(found, int)
    return found


def erased(desk: Desk, *, backup_before: bool = False, purge: bool = False) -> erasing.Erasure:
    seen = erasing.preview(desk, root(desk, hers(desk)[0]))
    assert seen is not None
    wish = ErasureWish(seen.customer, backup_before, seen.held_in.paths if purge else ())
    done = erasing.carry_out(desk, wish, PERSON_TABLES, NOW)
    erasing.forget_all_steps(desk)
    return done


def sums(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """What the shop sold, worked out from the rows themselves."""
    return {
        "orders": query(
            desk,
            "SELECT strftime('%Y-%m', (day - 719163) * 86400, 'unixepoch'), void, count(*),"
            " sum(goods), sum(total), sum(discount), sum(shipping)"
            " FROM shop_order WHERE current GROUP BY 1, 2 ORDER BY 1, 2",
        ),
        "products": query(
            desk,
            "SELECT product_id, sum(quantity), sum(amount) FROM order_line GROUP BY 1 ORDER BY 1",
        ),
    }


def planted_in(folder: Path) -> dict[str, list[str]]:
    """Planted words by the file that has them, whatever kind it is."""
    found = {}
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            name = str(path.relative_to(folder))
            words = [word for word in PLANTED if word.encode() in data or word in name]
            if words:
                found[name] = words
    return found


@pytest.fixture
def folder(desk: Desk) -> Path:
    """Where the desk lies, without the files that were imported."""
    for path in desk.path.parent.glob("orders-*.csv"):
        path.unlink()
    return desk.path.parent


def test_nothing_of_the_person_is_left_in_any_file(desk: Desk, folder: Path) -> None:
    # As far as the text goes that the file knows of her.
    assert set(planted_in(folder)[desk.path.name + "-wal"]) == set(PLANTED)
    assert erased(desk) == erasing.Erasure()
    assert planted_in(folder) == {}
    desk.close()
    assert planted_in(folder) == {}


def test_the_shops_sums_stay_to_the_last_yen(desk: Desk) -> None:
    before = sums(desk)
    erased(desk)
    assert sums(desk) == before
    assert hers(desk) == []
    assert query(desk, "SELECT count(*) FROM shop_order WHERE customer_id IS NULL") == [(6,)]


def test_others_stay_as_they_were(desk: Desk) -> None:
    own = set(hers(desk))

    def rest() -> list[object]:
        return [
            [row for row in rows if row[0] not in own]
            for rows in (
                query(desk, "SELECT * FROM customer ORDER BY id"),
                query(desk, "SELECT * FROM customer_facts ORDER BY customer_id, batch_id"),
                query(desk, "SELECT * FROM customer_sums ORDER BY customer_id"),
            )
        ]

    before = rest()
    erased(desk)
    assert rest() == before


def test_no_step_can_bring_the_person_back(desk: Desk) -> None:
    assert desk.history.undoable is not None
    erased(desk)
    assert desk.history.undoable is None
    assert desk.history.redoable is None


def test_the_next_import_brings_orders_of_nobody_and_says_so(desk: Desk) -> None:
    erased(desk)
    new = order("A9", "2026/06/05", "K-1", NAME, price=5000, **KIYONO)
    batch = bring(desk, [*THEIRS, new, *OTHERS])
    assert hers(desk) == []
    told = query(desk, "SELECT reason, count FROM import_notice WHERE batch_id = ?", batch)
    assert ("erased_person", 5) in told
    assert query(
        desk, "SELECT customer_id, goods FROM shop_order WHERE number = 'A9' AND current"
    ) == [(None, 5000)]
    # What was there already is not there twice.
    assert query(desk, "SELECT count(*) FROM shop_order WHERE current") == [(9,)]


@pytest.mark.parametrize(
    "row",
    [
        order("Z1", "2026/06/05", "K-1", "別名 さん"),
        order("Z2", "2026/06/05", "", "", "kiyono-ousaka@EXAMPLE.jp"),
        order("Z3", "2026/06/05", "", "逢坂喜代乃", "", "08055570101"),
        order("Z4", "2026/06/05", "", "", "", "080-5557-0101"),
        order("Z5", "2026/06/05", "", NAME, "new@example.jp", "080-5557-0101"),
        order("Z6", "2026/06/05", "", NAME, address="山形県鶴亀町7-7", postcode="999-0101"),
        order("Z7", "2026/06/05", "", NAME, address="山形県鶴亀町7丁目7"),
        order("Z8", "2026/06/05", "NEW-9", NAME, "kiyono-ousaka@example.jp"),
    ],
    ids=lambda row: row[:2],
)
def test_by_whatever_the_person_was_known_they_stay_out(desk: Desk, row: str) -> None:
    erased(desk)
    before = query(desk, "SELECT id FROM customer")
    bring(desk, [row], "自社カート")
    assert query(desk, "SELECT id FROM customer") == before


@pytest.mark.parametrize(
    "row",
    [
        # Her daughter, a member of her own under the same address and telephone.
        order("Y1", "2026/06/05", "D-1", "逢坂 みのり", "kiyono-ousaka@example.jp"),
        order("Y2", "2026/06/05", "", "逢坂 みのり", "", "080-5557-0101"),
        # A namesake.
        order("Y3", "2026/06/05", "", NAME, "other@example.jp", "03-1111-2222"),
        # Another cart's member of the same number.
        order("Y4", "2026/06/05", "K-1", "大村 良"),
    ],
    ids=lambda row: row[:2],
)
def test_nobody_else_is_kept_out(desk: Desk, row: str) -> None:
    erased(desk)
    before = query(desk, "SELECT count(*) FROM customer")[0][0]
    assert isinstance(before, int)
    bring(desk, [row], "別のカート")
    assert query(desk, "SELECT count(*) FROM customer") == [(before + 1,)]


def test_an_import_taken_back_and_read_again_brings_nobody_back(desk: Desk) -> None:
    erased(desk)
    for batch in query(desk, "SELECT id FROM import_batch ORDER BY id DESC"):
        if batch[0] != 3:
            batches.revert_import(desk, int(str(batch[0])))
    bring(desk, [*THEIRS, *OTHERS])
    assert hers(desk) == []


def test_who_is_entered_by_hand_again_is_back(desk: Desk) -> None:
    erased(desk)
    typed = TypedOrder(
        day="2026/10/01",
        name=NAME,
        email=KIYONO["email"],
        lines=(TypedLine("煎茶", "1", "1080"),),
    )
    hand_orders.enter(desk, typed, "電話の控え", NOW)
    assert len(hers(desk)) == 1
    bring(desk, [order("A9", "2026/10/05", "", NAME, price=5000, **KIYONO)])
    assert query(desk, "SELECT customer_id FROM shop_order WHERE number = 'A9'") == [
        (hers(desk)[0],)
    ]


def test_who_was_left_out_of_the_figures_stays_out(desk: Desk) -> None:
    from crm_desk.desk.analysis.orders import load

    def counted() -> list[int]:
        data = load(desk)
        who = data.orders.customer
        shown = [
            int(amount)
            for amount, at in zip(data.orders.amount, who, strict=True)
            if at < 0 or not data.customers.excluded[at]
        ]
        return sorted(shown)

    people.set_excluded(desk, [root(desk, hers(desk)[0])], excluded=True)
    before = counted()
    erased(desk)
    assert counted() == before
    bring(desk, [order("A9", "2026/06/05", "K-1", NAME, price=5000, **KIYONO)])
    assert counted() == before


def test_backups_that_hold_the_person_are_named_and_purged_on_wish(
    desk: Desk, folder: Path
) -> None:
    keeping.back_up(desk, BackupCause.BY_HAND, NOW)
    seen = erasing.preview(desk, root(desk, hers(desk)[0]))
    assert seen is not None
    assert [one.mark.cause for one in seen.held_in.backups if one.mark] == [BackupCause.BY_HAND]
    assert erased(desk, purge=True) == erasing.Erasure()
    assert planted_in(folder) == {}
    # The shop is not left without any.
    assert [one.mark.cause for one in keeping.backups(desk) if one.mark] == [BackupCause.ERASURE]


def test_backups_are_kept_where_nobody_wishes_otherwise(desk: Desk, folder: Path) -> None:
    made = keeping.back_up(desk, BackupCause.BY_HAND, NOW)
    erased(desk)
    assert list(planted_in(folder)) == [str(made.relative_to(folder))]


def test_a_backup_before_is_made_on_wish_only(desk: Desk) -> None:
    erased(desk, backup_before=True)
    (made,) = keeping.backups(desk)
    assert made.mark is not None
    assert made.mark.contents.customers == 3


def test_what_was_set_aside_and_what_cant_be_read_is_named(desk: Desk, folder: Path) -> None:
    aside = desk.path.with_name(f"{desk.path.stem}-before-20261120{desk.path.suffix}")
    aside.write_bytes(b"no desk")
    log = desk.path.with_name(f"{desk.path.name}-wal.old")
    log.write_bytes(b"")
    seen = erasing.preview(desk, hers(desk)[0])
    assert seen is not None
    assert seen.held_in.others == (aside, log)


def test_a_full_disk_while_cleaning_up_leaves_the_person_erased_and_is_made_up_for(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        raise ReportableError("disk_full", file="shop.crmdesk")

    keeping.back_up(desk, BackupCause.BY_HAND, NOW)
    with monkeypatch.context() as patched:
        patched.setattr(desk.store, "rewrite", full)
        done = erased(desk, purge=True)
    assert done.trouble is not None
    assert done.trouble.key == "disk_full"
    # Nothing was purged, and the list of what is left is kept.
    assert [path.exists() for path in done.left] == [True]
    assert hers(desk) == []
    assert erasing.is_unfinished(desk)
    erasing.clean(desk)
    assert not erasing.is_unfinished(desk)
    assert list(planted_in(folder)) == [str(done.left[0].relative_to(folder))]


def test_a_disk_that_fails_while_erasing_changes_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_connection: Connection, _subject: object) -> None:
        raise ReportableError("disk_full", file="shop.crmdesk")

    before = query(desk, "SELECT * FROM shop_order ORDER BY id")
    tables = (*PERSON_TABLES[:-1], PERSON_TABLES[-1]._replace(erase=fails))
    with pytest.raises(ReportableError):
        erasing.erase(desk, hers(desk)[0], tables)
    assert query(desk, "SELECT * FROM shop_order ORDER BY id") == before
    assert not erasing.is_unfinished(desk)


def test_who_is_gone_is_said(desk: Desk) -> None:
    assert erasing.preview(desk, 999) is None
    with pytest.raises(ReportableError, match="customer_gone"):
        erasing.erase(desk, 999, PERSON_TABLES)


def test_others_brought_by_the_person_are_brought_by_nobody_known(desk: Desk) -> None:
    desk.store.write(
        lambda c: [
            c.execute("UPDATE customer SET referrer = '逢坂喜代乃 様' WHERE name = '佐藤 茂'"),
            c.execute("UPDATE customer SET referrer = '渡邊 綾乃' WHERE name = '林 りん'"),
        ]
    )
    erased(desk)
    kept = query(desk, "SELECT referrer FROM customer ORDER BY referrer")
    assert kept == [("",), ("渡邊 綾乃",)]


def test_the_next_import_leaves_nothing_of_the_person_in_the_files(
    desk: Desk, folder: Path
) -> None:
    erased(desk)
    # An amount that can't be read is told with its row; so is a name in a wrong column.
    odd = order("A7", "2026/06/05", "K-1", NAME, status="逢坂喜代乃?", **KIYONO)
    bring(desk, [*THEIRS, odd, *OTHERS])
    for path in folder.glob("orders-*.csv"):
        path.unlink()
    desk.store.rewrite()
    found = planted_in(folder)
    # What stands in a column that is no person's comes in as it is written.
    assert set(found) <= {desk.path.name}
    assert set(found.get(desk.path.name, [])) <= {"逢坂喜代乃"}


def test_a_list_of_customers_leaves_the_person_out_and_counts_add_up(
    desk: Desk, tmp_path: Path
) -> None:
    erased(desk)
    path = tmp_path / "list.csv"
    rows = [
        "会員番号,お名前,メールアドレス,電話番号",
        f"K-1,{NAME},{KIYONO['email']},{KIYONO['phone']}",
        "N-5,野口 新,noguchi@example.jp,090-0999-8888",
    ]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    options, layout = layout_of(path, ReadOptions(), "generic_customers", {})
    files = [FileJob(path, options, layout)]
    outcome = batches.run_in_process(desk, files, "自社カート", Choices())
    taken = outcome.taken
    assert (taken.accepted, taken.skipped, taken.kept_out, taken.new_customers) == (1, 1, 1, 1)
    assert outcome.read == 2
    assert hers(desk) == []


def test_before_an_import_it_is_said_too(desk: Desk, tmp_path: Path) -> None:
    erased(desk)
    path = tmp_path / "orders.csv"
    path.write_text("\n".join([HEADERS, *THEIRS, *OTHERS]) + "\n", encoding="utf-8")
    options, layout = layout_of(path, ReadOptions(), "generic", {})
    given = Check("自社カート", [FileJob(path, options, layout)], Choices())
    found = check_files(desk, given, Cancel())
    (told,) = [notice for notice in found.notices if notice.reason == "erased_person"]
    assert told.count == 4
    for language in ("ja", "en"):
        assert "4" in notice_sentence(told, texts(language))


def test_orders_told_by_their_customer_are_known_again(desk: Desk) -> None:
    # Several registers number alike: who ordered is a part of what tells the order.
    desk.store.write(lambda c: put_answers(c, "レジ", {"numbers": "customer"}))
    row = order("7", "2026/06/05", "", NAME, price=400, **KIYONO)
    bring(desk, [row], "レジ")
    erased(desk)
    keys = query(desk, "SELECT key FROM shop_order WHERE current")
    assert not [key for (key,) in keys if "kiyono" in str(key)]
    before = query(desk, "SELECT count(*), sum(goods) FROM shop_order WHERE current")
    bring(desk, [row, order("8", "2026/06/06", "", "林 りん", "rin@example.jp")], "レジ")
    after = query(desk, "SELECT count(*), sum(goods) FROM shop_order WHERE current")
    assert after == [(int(str(before[0][0])) + 1, int(str(before[0][1])) + 1000)]


def gone_back(desk: Desk, made: Path) -> int:
    """Close the desk, go back to a backup; how many persons were erased again."""
    desk.close()
    again = erasing.ErasingAgain(PERSON_TABLES)
    aside = going_back.go_back(made, desk.path, NOW, again)
    assert aside is not None
    return again.count


def test_who_was_erased_since_a_backup_is_erased_again_when_it_is_gone_back_to(
    desk: Desk, folder: Path
) -> None:
    made = keeping.back_up(desk, BackupCause.BY_HAND, NOW)
    before = sums(desk)
    erased(desk)
    assert gone_back(desk, made) == 1
    left = planted_in(folder)
    assert list(left) == [str(made.relative_to(folder))]
    with Desk(desk.path) as back:
        assert hers(back) == []
        assert sums(back) == before
        assert query(back, "SELECT count(*) FROM customer") == [(2,)]
        assert not erasing.is_unfinished(back)
        bring(back, [order("A9", "2026/06/05", "K-1", NAME, price=5000, **KIYONO)])
        assert hers(back) == []


def test_nobody_else_is_erased_when_a_backup_is_gone_back_to(tmp_path: Path) -> None:
    path = tmp_path / "two" / "shop.crmdesk"
    path.parent.mkdir()
    create_desk(path, "店")
    with Desk(path) as other:
        bring(other, OTHERS)
        made = keeping.back_up(other, BackupCause.BY_HAND, NOW)
        # Her daughter shares address, telephone and e-mail.
        bring(other, [*THEIRS, order("Y1", "2026/06/05", "D-1", "逢坂 みのり", **KIYONO)])
        later = keeping.back_up(other, BackupCause.BY_HAND, NOW)
        erasing.carry_out(other, ErasureWish(hers(other)[0]), PERSON_TABLES, NOW)
        kept = query(other, "SELECT name FROM customer ORDER BY id")
    # Her other records are there still: who is in the desk was not erased.
    assert gone_back(other, later) == 1
    with Desk(path) as back:
        assert query(back, "SELECT name FROM customer ORDER BY id") == kept
    assert gone_back(other, made) == 0


def test_who_came_back_by_hand_before_the_backup_stays(desk: Desk) -> None:
    erased(desk)
    typed = TypedOrder(day="2026/10/01", name=NAME, email=KIYONO["email"], lines=(LINE,))
    hand_orders.enter(desk, typed, "電話の控え", NOW)
    made = keeping.back_up(desk, BackupCause.BY_HAND, NOW)
    assert gone_back(desk, made) == 0
    with Desk(desk.path) as back:
        assert len(hers(back)) == 1


def test_who_has_the_same_name_or_contacts_is_told(desk: Desk) -> None:
    bring(desk, [order("C1", "2026/06/05", "D-9", "大沢 操", phone=KIYONO["phone"])], "別の店")
    bring(desk, [order("C2", "2026/06/05", "D-10", NAME, "other@example.jp")], "別の店")
    wish = ErasureWish(root(desk, hers(desk)[0]))
    done = erasing.carry_out(desk, wish, PERSON_TABLES, NOW, FREE_TEXTS)
    told = [one.label for one in done.mentions if one.place == "same"]
    assert sorted(told) == sorted(["大沢 操", NAME])


def test_texts_about_others_that_name_the_person_are_told_and_stay(desk: Desk) -> None:
    started, _ = assessments.start(desk, date(2026, 11, 2), "店主、逢坂喜代乃")
    assessments.write_note(desk, started, "1-1", "逢坂　喜代乃様の葉書が良かった")
    assessments.write_note(desk, started, "1-2", "名前のないメモ")
    desk.store.write(
        lambda c: [
            c.execute(
                "UPDATE customer SET note = '逢坂 喜代乃さんのご紹介' WHERE name = '佐藤 茂'"
            ),
            c.execute("UPDATE customer SET note = 'お茶がお好き' WHERE name = '林 りん'"),
            c.execute("UPDATE export_note SET purpose = '逢坂喜代乃様 年賀状'"),
        ]
    )
    wish = ErasureWish(root(desk, hers(desk)[0]))
    done = erasing.carry_out(desk, wish, PERSON_TABLES, NOW, FREE_TEXTS)
    places = [one.place for one in done.mentions]
    assert places == ["customer", "export", "assessment", "participants"]
    assert done.mentions[0].label == "佐藤 茂"
    for language in ("ja", "en"):
        said = erasing.mentions_words(done.mentions, texts(language))
        assert "佐藤 茂" in said
        assert "4" in said
    assert erasing.mentions_words((), texts("ja")) == ""
    assert query(desk, "SELECT count(*) FROM customer WHERE note <> ''") == [(2,)]
