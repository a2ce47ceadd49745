# SPDX-License-Identifier: BSD-2-Clause
"""The kiosk's texts: that they are the official ones where there are any, each in the script of its language and in its
punctuation, and short where they must be. Japanese and English are looked at by tests/style/words.py, too."""
import os
import pathlib
import re
import sys
import unicodedata
import unittest

SOURCE = pathlib.Path(os.environ["ZAIRYU_SOURCE"])
sys.path[:0] = [str(SOURCE / "examples/kiosk/flow"), str(SOURCE / "tests/style")]
import embed_texts  # noqa: E402
from japanese import JAPANESE  # noqa: E402

TABLE = embed_texts.read(SOURCE / "examples/kiosk/flow/texts.txt")
ADDRESS = re.compile(r"https://\S+")
LANGUAGES = ("ja", "en", "ja-easy", "zh-Hans", "zh-Hant", "ko", "vi", "ne", "pt", "id", "fil")
JAPANESE_SENTENCE = re.compile(r"(?:です|でした|ます|ました|ません|ください|ますか|ですか|せんか)$")
# The letters of a language, by their names in Unicode; the rest of its text are signs and digits. An encoding of its own has
# no characters of another country.
LETTERS = {
    "ja": ("HIRAGANA", "KATAKANA", "CJK", "LATIN"), "ja-easy": ("HIRAGANA", "KATAKANA", "CJK", "LATIN"), "zh-Hans": ("CJK", "LATIN"),
    "zh-Hant": ("CJK", "LATIN"), "ko": ("HANGUL", "LATIN"), "ne": ("DEVANAGARI", "LATIN"),
    "en": ("LATIN",), "vi": ("LATIN",), "pt": ("LATIN",), "id": ("LATIN",), "fil": ("LATIN",),
}
ENCODINGS = {"ja": "shift_jis", "en": "ascii", "ja-easy": "shift_jis", "zh-Hans": "gb2312", "zh-Hant": "big5", "ko": "euc_kr",
             "pt": "latin_1", "id": "ascii", "fil": "ascii"}
# Latin words that a language with other letters has.
LATIN_WORDS = {"IC", "URL", "CA"}
# What ends a sentence, and which signs are those of other languages.
ENDS = {"ja": "。", "ja-easy": "。", "zh-Hans": "。？", "zh-Hant": "。？", "ne": "।?"}
WIDE = r"[，。：；（）？！、]"
FOREIGN_SIGNS = {"ja": r"[,;?!।]", "ja-easy": r"[,;?!।]", "zh-Hans": r"[,;:?!()।]", "zh-Hant": r"[,;:?!()।]",
                 "ne": WIDE + r"|[.|]$|[.|] "}
# The words for some things, which are the same wherever they are named.
TERMS = {
    "特別永住者証明書": {
        "en": "special permanent resident certificate", "zh-Hans": "特别永住者证明书", "zh-Hant": "特別永住者證明書", "ko": "특별영주자증명서",
        "vi": "giấy chứng nhận vĩnh trú đặc biệt", "ne": "विशेष स्थायी बासिन्दा प्रमाणपत्र", "pt": "certificado de residente permanente especial",
        "id": "sertifikat penduduk tetap khusus", "fil": "special permanent resident certificate"},
    "チップ": {"en": "chip", "zh-Hans": "芯片", "zh-Hant": "晶片", "ko": "칩", "vi": "chip", "ne": "चिप", "pt": "chip", "id": "cip", "fil": "chip"},
    "リーダー": {"en": "reader", "zh-Hans": "读卡器", "zh-Hant": "讀卡機", "ko": "리더기", "vi": "đầu đọc", "ne": "रिडर", "pt": "leitor", "id": "pembaca",
             "fil": "reader"},
    "係員": {"en": "staff", "ja-easy": "係の人", "zh-Hans": "工作人员", "zh-Hant": "工作人員", "ko": "직원", "vi": "nhân viên", "ne": "कर्मचारी",
           "pt": "funcionário", "id": "petugas", "fil": "kawani"},
    "電子署名": {"en": "signature", "zh-Hans": "电子签名", "zh-Hant": "電子簽章", "ko": "전자서명", "vi": "chữ ký điện tử", "ne": "डिजिटल हस्ताक्षर",
             "pt": "assinatura", "id": "tanda tangan elektronik", "fil": "signature"},
    "出入国在留管理庁": {"en": "immigration services agency", "zh-Hans": "出入国在留管理厅", "zh-Hant": "出入國在留管理廳", "ko": "출입국재류관리청",
                 "vi": "cục quản lý xuất nhập cảnh và lưu trú", "ne": "अध्यागमन सेवा एजेन्सी", "pt": "agência de serviços de imigração",
                 "id": "badan layanan imigrasi", "fil": "immigration services agency"},
}
# What is called in that language as in English.
SAME = {("id", "staff-mode")}
# Words that やさしい日本語 does without.
NOT_EASY = ("照会", "検証", "改ざん", "満了", "提示", "任意", "保存", "可能性", "該当", "お手元", "ご覧", "お申し出", "再交付", "表示", "入力", "確認", "一致")

# What the official application says [manual 1.10], with spaces where it has them.
OFFICIAL = {
    "title-inquiry": ("登録情報の照会", "Registration information inquiry"),
    "subtitle-inquiry": ("在留カード等の登録情報を照会します", "Check registration information of residence card, etc."),
    "step-1": ("STEP 1", "STEP 1"),
    "enter-number": ("在留カード等番号を入力してください", "Please enter the residence card number."),
    "enter-number-format": ("上に半角英大文字数字12桁を入力してください",
                            "Please enter 12 single-byte uppercase letters and numbers above."),
    "next": ("次に進む", "Move forward"),
    "result-title": ("照会結果", "Inquiry result"),
    "heading-genuine-card": ("正常な在留カードを読み取りました", "Read a fully functioning residence card."),
    "heading-genuine-certificate": ("正常な特別永住者証明書を読み取りました",
                                    "Read a fully functioning special permanent resident certificate."),
    "heading-abnormal": ("異常なカードを読み取りました", "Read an abnormal card."),
    "advice-abnormal": ("在留カード等の故障や偽造の可能性があります 次の相談窓口からご相談ください",
                        "The residence card, etc. may be damaged or forged. Please contact us from the following consultation counter."),
    "counter-url": ("https://www.moj.go.jp/isa/about/region/index.html",) * 2,
    "falsification": ("改ざん検証結果", "Falsification verification"),
    "issuer": ("発行元検証結果", "Issuer verification"),
    "verify-validity": ("在留カード等番号の有効性を確認します", "Verify validity of residence card number"),
    "permission-title": ("資格外活動許可",
                         "Permission to engage in activity other than that permitted under the status of residence previously granted"),
    "return-to-top": ("トップ画面に戻る", "Return to top"),
    "inquiry-expiry": ("在留カード等有効期間", None),
    "message-1": ("異常が発生したためトップ画面に戻ります", None),
    "message-2": ("在留カードの I C チップが故障している可能性があります お近くの出入国在留管理官署でカードの再交付手続を行ってください 詳細は以下の URL をご覧ください", None),
    "message-3": ("カードの読取中にエラーが発生しました 在留カード以外のカードをかざしている可能性がありますので カードをご確認ください", None),
    "message-4": ("カードが読み取れません 在留カードまたは特別永住者証明書であることを確認のうえ もう一度かざしてください 繰り返し表示される場合は お近くの出入国在留管理官署にお問い合わせください", None),
    "message-5": ("カードの読取中にエラーが発生しました 数回試しても同エラーコードが表示される場合 お近くの出入国在留管理官署にお問い合わせください", None),
    "message-6": ("在留カード等番号が間違っています", None),
    "message-7": ("在留カード等番号の読み取り時にエラーが発生しました", "An error occurred when reading the residence card number."),
    "message-8": ("在留カード等番号をカメラで読み取るために、カメラへのアクセスを許可してください", None),
    "reissue-url": ("https://www.moj.go.jp/isa/applications/procedures/nyuukokukanri10_00012.html",) * 2,
    "close": ("閉じる", "Close"),
}


# What is one text for all languages: neither letters nor words of any.
EVERYWHERE = {name for name, row in TABLE.texts.items() if len(set(row.values())) == 1}

# Where the kiosk's code names a text: in a call, or in a table, where what it is can be seen by its first word.
IN_CODE = re.compile(r'(?:\bwords_(?:new|button|button_call|set)\([\w>-]+, |\bwords_describe\([\w>-]+, \w+, |\bflow_text(?:_format)?\()'
                     r'"([^"]*)"|"((?:advice|caution|cause|heading|message)-[a-z0-9-]+)"')


def quoted_out(text):
    """Without what it quotes from a Japanese page."""
    return re.sub("「[^」]*」", "", text)


def texts(*tags):
    """Name, language and text of these languages, or of all; addresses are in none."""
    for name, row in TABLE.texts.items():
        for tag, text in row.items():
            if (not tags or tag in tags) and not ADDRESS.fullmatch(text):
                yield name, tag, text


class Texts(unittest.TestCase):
    def each(self, check, *tags):
        """Runs a check over texts and wants that there were some."""
        count = 0
        for name, tag, text in texts(*tags):
            with self.subTest(name=name, tag=tag, text=text):
                check(name, tag, text)
            count += 1
        self.assertGreater(count, 200)

    def test_official(self):
        def bare(text):
            return re.sub(r"[\s、。]", "", text)
        for name, (ja, en) in OFFICIAL.items():
            with self.subTest(name):
                self.assertEqual(bare(TABLE.texts[name]["ja"]), bare(ja))
                if en:
                    self.assertEqual(TABLE.texts[name]["en"], en)

    def test_japanese(self):
        def check(_, _tag, text):
            for line in text.replace("{1}", "0").split("\n"):
                for wrong, example, right in JAPANESE:
                    self.assertRegex(example, wrong)
                    self.assertNotRegex(line, wrong, right)
                for sentence in re.findall("([^。]*)。", quoted_out(line)):
                    self.assertRegex(sentence, JAPANESE_SENTENCE)
        self.each(check, "ja", "ja-easy")

    def test_easy_japanese(self):
        def check(_, _tag, text):
            for sentence in re.split("[。\n:]", re.sub("（[^）]*）", "", quoted_out(text))):
                self.assertLessEqual(len(sentence), 40)
            for word in NOT_EASY:
                self.assertNotIn(word, quoted_out(text))
        # A label of the agency's page is there as the page has it.
        self.each(lambda name, *rest: name.startswith("inquiry-") or check(name, *rest), "ja-easy")

    def test_languages(self):
        self.assertEqual(tuple(TABLE.languages), LANGUAGES)
        self.assertEqual([tag for tag, (_, reviewed) in TABLE.languages.items() if reviewed], ["ja", "en"])

    def test_letters(self):
        def check(name, tag, text):
            text = quoted_out(text)
            for char in text:
                if char.isalpha() and char not in "々ー":
                    self.assertIn(unicodedata.name(char).split()[0], LETTERS[tag])
            text.encode(ENCODINGS.get(tag, "utf-8"))
            if "LATIN" != LETTERS[tag][0]:
                self.assertLessEqual(set(re.findall("[A-Za-z]+", text)), LATIN_WORDS)
                self.assertTrue(any(unicodedata.name(char).startswith(LETTERS[tag][:-1]) for char in text))
        self.each(lambda name, *rest: name in EVERYWHERE or check(name, *rest))

    def test_is_translated(self):
        def check(name, tag, text):
            if (tag, name) not in SAME and name not in EVERYWHERE:
                self.assertNotEqual(text, TABLE.texts[name]["en"])
        self.each(check, *(tag for tag in LANGUAGES if tag != "en"))

    def test_sentences_end_alike(self):
        def check(name, tag, text):
            text, english = (re.sub(r"(?:etc|v\.v|atbp)\.$", "", each) for each in (text, TABLE.texts[name]["en"]))
            self.assertEqual(text[-1] in ENDS.get(tag, ".?"), english[-1] in ".?")
        self.each(check)

    def test_signs(self):
        def check(_, tag, text):
            signs = FOREIGN_SIGNS.get(tag, WIDE + "|।")
            self.assertNotRegex(re.sub(r"[{}]", "", quoted_out(text)), signs)
        self.each(check)

    def test_terms(self):
        def check(name, tag, text):
            for japanese, terms in TERMS.items():
                if japanese in TABLE.texts[name]["ja"]:
                    self.assertIn(terms.get(tag, japanese).lower(), text.lower())
        self.each(check)

    def test_labels_are_short(self):
        def check(name, _tag, text):
            english = TABLE.texts[name]["en"]
            if len(english) <= 20 and not english.endswith((".", "?")):
                self.assertLessEqual(len(text), 45)
        self.each(check)

    def test_every_text_is_used(self):
        code = "".join(path.read_text(encoding="utf-8") for path in (SOURCE / "examples/kiosk").rglob("*.[ch]"))
        for name in TABLE.texts:
            with self.subTest(name):
                self.assertTrue(f'"{name}"' in code or re.fullmatch(r"(message|advice)-\d", name)
                                or name.removesuffix("-desk") in TABLE.texts)

    def test_a_clerk_is_not_sent_to_the_staff(self):
        """At a desk the clerk is the staff: whatever sends people there has a text of its own for the desk."""
        for name, texts in TABLE.texts.items():
            with self.subTest(name):
                if re.search(r"\b(ask|tell) the staff\b", texts["en"]):
                    self.assertIn(f"{name}-desk", TABLE.texts)

    def test_names_in_code(self):
        count = 0
        for path in sorted(path for path in (SOURCE / "examples/kiosk").rglob("*.*") if path.suffix in (".c", ".h", ".def")):
            for match in IN_CODE.finditer(path.read_text(encoding="utf-8")):
                with self.subTest(path=path.name):
                    self.assertIn(match[1] or match[2], TABLE.texts)
                count += 1
        self.assertGreater(count, 50)

    def test_as_many_lines(self):
        self.each(lambda name, _tag, text: self.assertEqual(text.count("\n"), TABLE.texts[name]["en"].count("\n")))


if __name__ == "__main__":
    unittest.main()
