# SPDX-License-Identifier: BSD-2-Clause
"""How Japanese is written (doc/conventions.md): what is wrong, a sentence that has it, what is right."""
KANA_OR_KANJI = r"[ぁ-んァ-ヶー一-龥々]"
JAPANESE = (
    (r"[，．､｡]", "正常です．", "、 and 。"),
    (r"[０-９Ａ-Ｚａ-ｚ]", "第１世代", "half-width letters and digits"),
    (rf"{KANA_OR_KANJI}\s?\(|\([^()]*{KANA_OR_KANJI}|\)\s?{KANA_OR_KANJI}", "署名 (電子)", "（ and ）"),
    (rf"{KANA_OR_KANJI}[ 　]+{KANA_OR_KANJI}", "読み取りました 検証していません", "、 or 。 instead of a space"),
    (r"[、。（）［］「」] +(?!https?:|$|\|)|(?<=[^\s|:]) +[、。（）［］]", "正常です。 次に", "no space beside punctuation"),
    (rf"{KANA_OR_KANJI}[A-Za-z]|[A-Za-z]{KANA_OR_KANJI}", "UTF-8として CESUを", "a space between Latin words and Japanese"),
    (r"読取(?!アプリ|中に)", "読取日時", "読み取り"),
    (r"詰め物", "詰め物を除く", "パディング"),
    (r"ダイジェスト", "ダイジェスト", "要約値"),
    (r"試験用 ?CA", "試験用 CA", "試験用の認証局"),
)
