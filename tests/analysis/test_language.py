"""English is read, any other language is named, and too little is left open."""

import pytest

from tracker.analysis.language import NAMES, PROFILES, language_of

SENTENCES = {
    "en": "The minister said on Monday that the harbour would be open to all ships from the north.",
    "fr": "La ministre a dit lundi que le port sera ouvert à tous les navires et que les taxes ne seront plus levées.",
    "de": "Die Ministerin hat am Montag gesagt, dass der Hafen für alle Schiffe aus dem Norden geöffnet wird.",
    "es": "La ministra dijo el lunes que el puerto estará abierto para todos los barcos que llegan del norte.",
    "it": "La ministra ha detto lunedì che il porto sarà aperto a tutte le navi che arrivano dal nord.",
    "pt": "A ministra disse na segunda-feira que o porto não será fechado aos navios que vêm do norte.",
    "nl": "De minister heeft maandag gezegd dat de haven voor alle schepen uit het noorden open zal zijn.",
    "pl": "Minister powiedziała w poniedziałek, że port nie będzie zamknięty dla statków, które są z północy.",
    "tr": "Bakan pazartesi günü limanın kuzeyden gelen her gemi için açık olacağını ve bu konuda çok kararlı olduğunu söyledi.",
    "ru": "Министр сказала в понедельник, что порт не будет закрыт для кораблей, которые идут с севера.",
    "uk": "Міністерка сказала у понеділок, що порт не буде закрито для кораблів, які йдуть з півночі.",
    "ar": "قالت الوزيرة يوم الاثنين إن الميناء سيكون مفتوحا لجميع السفن القادمة من الشمال",
    "fa": "وزیر روز دوشنبه گفت که بندر برای همه کشتی‌هایی که از شمال می‌آیند باز خواهد بود",
    "zh": "部长星期一表示，港口将对来自北方的所有船只开放。",
    "ja": "大臣は月曜日、北からのすべての船に港を開くと述べた。",
    "ko": "장관은 월요일에 항구가 북쪽에서 오는 모든 배에 열려 있을 것이라고 말했다.",
    "he": "השרה אמרה ביום שני כי הנמל יהיה פתוח לכל הספינות מהצפון",
    "el": "Η υπουργός είπε τη Δευτέρα ότι το λιμάνι θα είναι ανοιχτό για όλα τα πλοία",
    "hi": "मंत्री ने सोमवार को कहा कि बंदरगाह उत्तर से आने वाले सभी जहाजों के लिए खुला रहेगा",
}


@pytest.mark.parametrize(("code", "text"), SENTENCES.items(), ids=SENTENCES.keys())
def test_a_language_is_told_by_script_and_small_words(code, text):
    assert language_of(text) == code


@pytest.mark.parametrize("text", ["", "Lindhaven", "12 34 56 78", "Ilse Varga. Henrik Solvane. Nils Dremm. Ada Quill."])
def test_too_little_is_no_language(text):
    assert language_of(text) is None


def test_foreign_names_and_words_do_not_make_an_english_text_foreign():
    text = "The “Auswärtiges Amt” and the Quai d'Orsay said they would not be drawn on what was said at the table."
    assert language_of(text) == "en"


def test_every_language_has_a_name():
    assert set(PROFILES) <= set(NAMES)
