"""What makes an item the same item, and how that degrades with the guids."""

from dataclasses import replace

import pytest

from tracker.analysis.feed_items import apart, content_hash, is_other_item, keys
from tracker.analysis.feeds import Item

A = Item("1", "https://courier.example/a", "A ferry", None, "It sails.")
B = Item("2", "https://courier.example/b", "A train", None, "It stands.")


def test_a_guid_is_enough_whatever_else_changes():
    assert keys([A]) == keys([replace(A, title="Two ferries", text="They sail.", link="https://courier.example/2")])


def test_rows_that_are_one_item_printed_twice_have_one_key():
    first, second, third = keys([A, B, A])
    assert first == third != second


REPEATED = {
    "one guid on every item": [replace(A, guid="x"), replace(B, guid="x")],
    "one guid and no links": [replace(A, guid="x", link=None), replace(B, guid="x", link=None)],
    "no guids": [replace(A, guid=None), replace(B, guid=None)],
    "no guids and one link on every item": [replace(A, guid=None), replace(B, guid=None, link=A.link)],
    "neither guids nor links": [replace(A, guid=None, link=None), replace(B, guid=None, link=None)],
    "nothing but words": [Item(None, None, "", None, "one"), Item(None, None, "", None, "two")],
}


@pytest.mark.parametrize("items", REPEATED.values(), ids=REPEATED.keys())
def test_different_items_have_different_keys_however_badly_guids_are_used(items):
    assert len(set(keys(items))) == 2
    assert keys(items) == keys(list(items)), "and the same ones each time"


def test_a_hash_is_of_words_not_of_spaces():
    assert content_hash(A) == content_hash(replace(A, text="  It \n sails. ", link="https://courier.example/c"))
    assert content_hash(A) != content_hash(replace(A, text="It sailed."))
    assert content_hash(A) != content_hash(replace(A, title="The ferry"))


OTHERS = {
    "an edited headline": ({"title": "A ferry sails late", "link": A.link}, False),
    "an edited headline and its address": ({"title": "A ferry: it sails", "link": "https://courier.example/x"}, False),
    "a headline written anew at the same address": ({"title": "Strike in the port", "link": A.link}, False),
    "another story under the guid": ({"title": "Strike in the port", "link": "https://courier.example/x"}, True),
    "a story without an address": ({"title": "Strike in the port", "link": None}, False),
}


@pytest.mark.parametrize(("known", "other"), OTHERS.values(), ids=OTHERS.keys())
def test_a_guid_used_again_for_another_story_is_noticed(known, other):
    assert is_other_item(A, **known) is other
    assert apart(A) != keys([A])[0]
