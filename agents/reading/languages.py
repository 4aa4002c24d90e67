"""In which language a question is, where it is not English, and the sentence that says so in it.

Questions are read in English only. The language is told by py3langid's model; a question of which it is not sure counts as English.
"""

from __future__ import annotations

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from muniment.wording import is_english

SURE = 0.85
"""From this likelihood on: below it short English questions with names in them are taken for others ("apple rev 24": French, 0.20)."""
MOSTLY = 0.7
"""With more English words than this share a question is not looked at: the model takes 0.6 s to load."""
SENTENCES = {
    "ar": "يُرجى طرح السؤال باللغة الإنجليزية؛ لم أفهمه بهذه اللغة.",
    "cs": "Zeptejte se prosím anglicky; v tomto jazyce otázce nerozumím.",
    "da": "Stil venligst spørgsmålet på engelsk; jeg forstår det ikke på dette sprog.",
    "de": "Bitte stellen Sie die Frage auf Englisch; in dieser Sprache verstehe ich sie nicht.",
    "el": "Παρακαλώ κάντε την ερώτηση στα αγγλικά· δεν την καταλαβαίνω σε αυτή τη γλώσσα.",
    "es": "Por favor, haga la pregunta en inglés; en este idioma no la entiendo.",
    "fi": "Esitä kysymys englanniksi; en ymmärrä sitä tällä kielellä.",
    "fr": "Veuillez poser la question en anglais ; je ne la comprends pas dans cette langue.",
    "he": "אנא שאלו את השאלה באנגלית; איני מבין אותה בשפה זו.",
    "hi": "कृपया प्रश्न अंग्रेज़ी में पूछें; मैं इसे इस भाषा में नहीं समझता।",
    "hu": "Kérem, angolul tegye fel a kérdést; ezen a nyelven nem értem.",
    "id": "Mohon ajukan pertanyaan dalam bahasa Inggris; saya tidak memahaminya dalam bahasa ini.",
    "it": "Per favore, ponga la domanda in inglese; in questa lingua non la capisco.",
    "ja": "質問は英語でお願いします。この言語では理解できません。",
    "ko": "질문을 영어로 해 주세요. 이 언어로는 이해하지 못합니다.",
    "nl": "Stel de vraag alstublieft in het Engels; in deze taal begrijp ik haar niet.",
    "no": "Vennligst still spørsmålet på engelsk; jeg forstår det ikke på dette språket.",
    "pl": "Proszę zadać pytanie po angielsku; w tym języku go nie rozumiem.",
    "pt": "Por favor, faça a pergunta em inglês; não a entendo neste idioma.",
    "ro": "Vă rog să puneți întrebarea în engleză; nu o înțeleg în această limbă.",
    "ru": "Пожалуйста, задайте вопрос по-английски; на этом языке я его не понимаю.",
    "sv": "Ställ frågan på engelska, tack; jag förstår den inte på det här språket.",
    "tr": "Lütfen soruyu İngilizce sorun; bu dilde anlamıyorum.",
    "uk": "Будь ласка, поставте запитання англійською; цією мовою я його не розумію.",
    "vi": "Vui lòng đặt câu hỏi bằng tiếng Anh; tôi không hiểu câu hỏi bằng ngôn ngữ này.",
    "zh": "请用英语提问；我听不懂用这种语言提出的问题。",
}


def in_its_language(question: str) -> str | None:
    """The sentence that asks for English, in the language of the question; None for English, and where it is not sure."""
    # A name keeps its language: "What did François Béranger claim for the Hôtel des Célestins?" is English.
    written = [w for n, w in enumerate(re.findall(r"[^\W\d_]+", question)) if n == 0 or not w[0].isupper()]
    if sum(is_english(w) for w in written) > MOSTLY * len(written):
        return None
    language, chance = _identifier().classify(question)
    return SENTENCES.get(language) if chance >= SURE else None


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(["en", *SENTENCES])
    return identifier
