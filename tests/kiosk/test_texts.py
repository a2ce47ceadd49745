# SPDX-License-Identifier: BSD-2-Clause
"""The kiosk's texts: that they are the official ones where there are any, each in the script of its language and in its
punctuation, and short where they must be. Japanese and English are looked at by tests/style/words.py, too."""
import os
import pathlib
import re
import sys
import unittest

SOURCE = pathlib.Path(os.environ["ZAIRYU_SOURCE"])
sys.path[:0] = [str(SOURCE / "examples/kiosk/flow"), str(SOURCE / "tests/style")]
import embed_texts  # noqa: E402
from japanese import JAPANESE  # noqa: E402

TABLE = embed_texts.read(SOURCE / "examples/kiosk/flow/texts.txt")
ADDRESS = re.compile(r"https://\S+")
KANA, HAN, HANGUL, DEVANAGARI, LATIN = "ぁ-んァ-ヶー", "一-龥々", "가-힣ㄱ-ㅎ", "\u0900-\u097f", "A-Za-zÀ-ɏḀ-ỿ"
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
    "license": ("ライセンス", None),
}


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
        def check(_, tag, text):
            for line in text.replace("{1}", "0").split("\n"):
                for wrong, example, right in JAPANESE:
                    self.assertRegex(example, wrong)
                    self.assertNotRegex(line, wrong, right)
        self.each(check, "ja", "ja-easy")

    def test_english(self):
        def check(_, tag, text):
            self.assertTrue(re.sub("「[^」]*」", "", text).isascii())
        self.each(check, "en")


if __name__ == "__main__":
    unittest.main()
