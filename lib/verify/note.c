/* SPDX-License-Identifier: BSD-2-Clause */
/* The words of the notes, and what they mean to people. */
#include "note.h"

#include <string.h>

#include <zairyu/verify.h>

static const struct {
	const char *word;
	const char *ja;
	const char *en;
} notes[NOTE_COUNT] = {
	[NOTE_NOT_A_PRODUCTION_ANCHOR] = { "not-a-production-anchor",
					   "試験用の認証局による署名です。本物のカードであることは確認できません。",
					   "The signature leads to a test CA, which cannot prove that a card is "
					   "genuine." },
	[NOTE_NO_ANCHOR] = { "no-anchor", "認証局の証明書が登録されていないため、発行元を確認していません。",
			     "No CA certificate is installed, so the issuer was not checked." },
	[NOTE_PADDING_ASSUMED] = { "padding-assumed",
				   "読み取りを省いた部分があり、署名を確認できません。カードをもう一度すべて読み取って"
				   "ください。",
				   "Parts that were not transferred leave the signature undecided. Read the whole card "
				   "again." },
	[NOTE_NO_FACE] = { "no-face", "顔画像がありません。", "The card holds no photo." },
	[NOTE_NOT_READ] = { "not-read", "確認に必要なデータが読み取られていません。",
			    "Data that the check needs were not read." },
	[NOTE_SIGNATURE_MISMATCH] = { "signature-mismatch", "署名がカードのデータと一致しません。",
				      "The signature does not fit the data on the card." },
	[NOTE_CERTIFICATE_MALFORMED] = { "certificate-malformed", "カードの証明書がないか、形式が正しくありません。",
					 "The card's certificate is missing, malformed, or not one for signing." },
	[NOTE_CERTIFICATE_ALGORITHM] = { "certificate-algorithm",
					 "カードの証明書の鍵または署名方式が、この種類のカードのものではありません。",
					 "The key or signature algorithm of the card's certificate is not that of this "
					 "kind of card." },
	[NOTE_CHECK_CODE_MALFORMED] = { "check-code-malformed",
					"カードの署名（チェックコード）がないか、形式が正しくありません。",
					"The card's signature (check code) is missing or malformed." },
	[NOTE_ISSUER_UNKNOWN] = { "issuer-unknown",
				  "カードの証明書の発行元が、登録されている認証局のどれでもありません。",
				  "The card's certificate was issued by none of the installed CAs." },
	[NOTE_ISSUER_SIGNATURE_MISMATCH] = { "issuer-signature-mismatch",
					     "カードの証明書は認証局の名前を示していますが、その認証局の署名ではありま"
					     "せん。",
					     "The card's certificate names an installed CA, but that CA did not sign "
					     "it." },
	[NOTE_CERTIFICATE_NOT_DER] = { "certificate-not-der",
				       "カードの証明書の符号化が DER ではなく BER です（問題ありません）。",
				       "The card's certificate is encoded as BER instead of DER, which is accepted." },
	[NOTE_CERTIFICATE_NULL_PARAMETER] = { "certificate-null-parameter",
					      "カードの証明書の署名方式に余分な NULL があります（問題ありません）。",
					      "The card's certificate has a superfluous NULL in its signature "
					      "algorithm, which is accepted." },
	[NOTE_CERTIFICATE_EXPIRED] = { "certificate-expired",
				       "読み取り時に、カードの証明書の有効期間が過ぎていました。カードの有効期限とは別"
				       "のものです。",
				       "The card's certificate had expired when the card was read. This is not the "
				       "card's own expiry." },
	[NOTE_CERTIFICATE_NOT_YET_VALID] = { "certificate-not-yet-valid",
					     "読み取り時に、カードの証明書の有効期間が始まっていませんでした。時計を確"
					     "認してください。",
					     "The card's certificate was not valid yet when the card was read. Check "
					     "the clock." },
	[NOTE_ANCHOR_EXPIRED] = { "anchor-expired",
				  "読み取り時に、認証局の証明書の有効期間が過ぎていました。本物のカードでも起こります"
				  "。",
				  "The CA's certificate had expired when the card was read. This happens with genuine "
				  "cards too." },
	[NOTE_ANCHOR_NOT_YET_VALID] = { "anchor-not-yet-valid",
					"読み取り時に、認証局の証明書の有効期間が始まっていませんでした。時計を確認して"
					"ください。",
					"The CA's certificate was not valid yet when the card was read. Check the "
					"clock." },
	[NOTE_REDUCED_RECORD] = { "reduced-record",
				  "カードのデータを含まない記録のため、署名を確認し直すことはできません。",
				  "The record holds no card data, so its signature cannot be verified again." },
	[NOTE_CARD_NUMBER_MISMATCH] = { "card-number-mismatch",
					"入力された番号とカードに記録された番号が違います。どちらも署名の対象ではありま"
					"せん。",
					"The number that was entered is not the one stored on the card. Neither is "
					"signed." },
};

const char *note_word(enum note note)
{
	return note > NOTE_NONE && note < NOTE_COUNT ? notes[note].word : NULL;
}

enum note note_of_word(const char *word)
{
	for (enum note note = NOTE_NONE + 1; word != NULL && note < NOTE_COUNT; note++)
		if (strcmp(word, notes[note].word) == 0)
			return note;
	return NOTE_NONE;
}

const char *zairyu_note_text(const char *word, int language)
{
	enum note note = note_of_word(word);
	if (note == NOTE_NONE)
		return NULL;
	switch (language) {
	case ZAIRYU_LANGUAGE_JA:
		return notes[note].ja;
	case ZAIRYU_LANGUAGE_EN:
		return notes[note].en;
	default:
		return NULL;
	}
}
