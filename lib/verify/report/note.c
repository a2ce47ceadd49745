/* SPDX-License-Identifier: BSD-2-Clause */
/* The words of the notes, and what they mean to people. */
#include "report/note.h"

#include <string.h>
#include <zairyu/verify.h>

#include "common/bilingual.h"

static const struct {
	const char *word;
	const char *ja;
	const char *en;
	enum note_effect effect;
} notes[NOTE_COUNT] = {
	[NOTE_NOT_A_PRODUCTION_ANCHOR] = {
		"not-a-production-anchor",
		"試験用の認証局による電子署名です。本物のカードであることは確認できません。",
		"The signature leads to a test CA, which cannot prove that a card is genuine.",
	},
	[NOTE_NO_ANCHOR] = {
		"no-anchor",
		"認証局の証明書が登録されていないため、発行元を確認していません。",
		"No CA certificate is installed, so the issuer was not checked.",
	},
	[NOTE_NO_ANCHOR_FOR_THIS_GENERATION] = {
		"no-anchor-for-this-generation",
		"この世代のカードの認証局の証明書が登録されていないため、発行元を確認していません。出入国在留管理庁のページから証明書を入手して登録してください。",
		"No CA certificate for cards of this generation is installed, so the issuer was not checked. Download it from the agency's page and install it.",
	},
	[NOTE_PADDING_ASSUMED] = {
		"padding-assumed",
		"読み取りを省いた部分があり、電子署名を確認できません。カードをもう一度すべて読み取ってください。",
		"The signature cannot be decided, because parts of the card were not transferred. Read the whole card again.",
	},
	[NOTE_NO_FACE] = { "no-face", "顔写真がありません。", "The card holds no photo." },
	[NOTE_NOT_READ] = {
		"not-read",
		"確認に必要なデータが読み取られていません。カードをもう一度すべて読み取ってください。",
		"Data that the check needs was not read. Read the whole card again.",
	},
	[NOTE_SIGNATURE_MISMATCH] = {
		"signature-mismatch",
		"電子署名がカードのデータと一致しません。",
		"The signature does not match the data on the card.",
	},
	[NOTE_CERTIFICATE_MALFORMED] = {
		"certificate-malformed",
		"カードの証明書がないか、形式が正しくないか、署名用のものではありません。",
		"The card's certificate is missing, malformed, or not meant for signing.",
	},
	[NOTE_CERTIFICATE_ALGORITHM] = {
		"certificate-algorithm",
		"カードの証明書の鍵または署名方式が、この種類のカードのものと異なります。",
		"The key or signature algorithm of the card's certificate is not the one used by this kind of card.",
	},
	[NOTE_CHECK_CODE_MALFORMED] = {
		"check-code-malformed",
		"カードの電子署名（チェックコード）がないか、形式が正しくありません。",
		"The card's signature (check code) is missing or malformed.",
	},
	[NOTE_ISSUER_UNKNOWN] = {
		"issuer-unknown",
		"カードの証明書の発行元は、登録されている認証局のいずれでもありません。",
		"The card's certificate was not issued by any of the installed CAs.",
	},
	[NOTE_ISSUER_SIGNATURE_MISMATCH] = {
		"issuer-signature-mismatch",
		"カードの証明書は登録されている認証局の名前を示していますが、その認証局が署名したものではありません。",
		"The card's certificate names an installed CA, but that CA did not sign it.",
	},
	[NOTE_NEWER_ANCHOR_MAY_BE_MISSING] = {
		"newer-anchor-may-be-missing",
		"カードの証明書は、登録されているその世代のどの認証局の証明書よりも新しいものです。出入国在留管理庁が新しい証明書を公開していないか確認してください。",
		"The card's certificate is newer than every installed CA certificate of its generation. Check whether the agency has published a newer one.",
	},
	[NOTE_ISSUER_NAME_DIFFERS] = {
		"issuer-name-differs",
		"カードの証明書にある発行者名は認証局の名前と異なりますが、その認証局の鍵で署名されています（問題ありません）。",
		"The card's certificate names its issuer differently from how the CA names itself, but that CA's key signed it, which is what counts.",
	},
	[NOTE_KEY_IDENTIFIER_DIFFERS] = {
		"key-identifier-differs",
		"カードの証明書にある発行者の鍵識別子は認証局のものと異なりますが、その認証局の鍵で署名されています（問題ありません）。",
		"The card's certificate gives a different identifier for its issuer's key than the CA does, but that key signed it, which is what counts.",
	},
	[NOTE_CERTIFICATE_NOT_DER] = {
		"certificate-not-der",
		"カードの証明書の符号化が DER ではなく BER です（問題ありません）。",
		"The card's certificate is encoded as BER instead of DER, which is accepted.",
	},
	[NOTE_CERTIFICATE_NULL_PARAMETER] = {
		"certificate-null-parameter",
		"カードの証明書の署名方式に余分な NULL があります（問題ありません）。",
		"The card's certificate has a superfluous NULL in its signature algorithm, which is accepted.",
	},
	[NOTE_CERTIFICATE_UNUSUAL] = {
		"certificate-unusual",
		"カードの証明書に、X.509 の規定と異なるものの証明に関わらない箇所があります（問題ありません）。",
		"The card's certificate departs from the X.509 profile in something that proves nothing, which is accepted.",
	},
	[NOTE_CHECK_CODE_NOT_DER] = {
		"check-code-not-der",
		"カードの電子署名（チェックコード）の符号化が DER ではありません（問題ありません）。",
		"The card's signature (check code) is not encoded as DER, which is accepted.",
	},
	[NOTE_CERTIFICATE_EXPIRED] = {
		"certificate-expired",
		"読み取り時に、カードの証明書の有効期間が過ぎていました。カードの有効期限とは別のものです。",
		"The card's certificate had expired when the card was read. This is not the card's own expiry.",
	},
	[NOTE_CERTIFICATE_NOT_YET_VALID] = {
		"certificate-not-yet-valid",
		"読み取り時に、カードの証明書の有効期間が始まっていませんでした。時計を確認してください。",
		"The card's certificate was not valid yet when the card was read. Check the clock.",
	},
	[NOTE_ANCHOR_EXPIRED] = {
		"anchor-expired",
		"読み取り時に、認証局の証明書の有効期間が過ぎていました。本物のカードでも起こります。",
		"The CA's certificate had expired when the card was read. This happens with genuine cards too.",
	},
	[NOTE_ANCHOR_NOT_YET_VALID] = {
		"anchor-not-yet-valid",
		"読み取り時に、認証局の証明書の有効期間が始まっていませんでした。時計を確認してください。",
		"The CA's certificate was not valid yet when the card was read. Check the clock.",
	},
	[NOTE_REDUCED_RECORD] = {
		"reduced-record",
		"カードのデータを含まない記録のため、電子署名を検証し直すことはできません。",
		"The record holds no card data, so the signature cannot be verified again.",
	},
	[NOTE_CARD_NUMBER_MISMATCH] = {
		"card-number-mismatch",
		"このカードは、チップに記録された番号とは異なる番号で開きました。本物のカードでは起こらないため、チップまたはその記録が作り替えられています。",
		"The chip opened with a number other than the one it stores. No genuine card does that: the chip, or the record of it, was made up.",
		NOTE_IS_CONTRADICTION,
	},
	[NOTE_CARD_NUMBER_MISSING] = {
		"card-number-missing",
		"チップに記録されたカード番号がないため、入力された番号と照合できません。カード番号を含めて読み取り直してください。",
		"The card number stored in the chip is missing, so the number that was entered could not be compared with it. Read the card again, including its number.",
		NOTE_LEAVES_DOUBT,
	},
	[NOTE_CARD_NUMBER_MALFORMED] = {
		"card-number-malformed",
		"チップに記録されたカード番号が、番号の形式になっていません。券面とあわせて確認してください。",
		"What the chip stores as the card number is not a card number. Check the card itself.",
		NOTE_LEAVES_DOUBT,
	},
	[NOTE_KIND_NOT_SIGNED] = {
		"kind-not-signed",
		"在留カードか特別永住者証明書かの区別は、電子署名の対象ではありません。券面の画像で確認してください。",
		"Whether this is a residence card or a special permanent resident certificate is not signed. Check the image of the front.",
	},
	[NOTE_NOT_A_LIVE_CARD] = {
		"not-a-live-card",
		"実物のカードを読み取ったものではありません（仮想カード、または記録された通信の再生）。",
		"This was not read from a card on a reader: it was simulated, or replayed.",
		NOTE_LEAVES_DOUBT,
	},
	[NOTE_INCOMPLETE] = {
		"incomplete",
		"この種類のカードにある項目の一部が、読み取られていないか、記録から除かれています。",
		"Some of the items that cards of this type have were not read, or were removed from the record.",
	},
	[NOTE_UNSIGNED_THOUGH_16_OR_OVER] = {
		"unsigned-though-16-or-over",
		"電子署名のないカードは16歳未満の方のものですが、チップの生年月日では16歳以上です。券面と本人をよく確認してください。",
		"Cards without a signature belong to holders under 16, but by the date of birth in the chip the holder is 16 or over. Check the card and the holder closely.",
	},
	[NOTE_SIGNATURE_NOT_UNDERSTOOD] = {
		"signature-not-understood",
		"このプログラムより新しい種類のカードのため、電子署名を確認できません。このプログラムを更新してください。",
		"This kind of card is newer than this program, which cannot check its signature. Update this program.",
	},
	[NOTE_ANCHOR_FILE_UNUSABLE] = {
		"anchor-file-unusable",
		"使えない認証局の証明書ファイルがあります。このカードに必要な証明書かもしれないため、発行元を確認していません。",
		"A file of CA certificates cannot be used. It may be the one that this card needs, so the issuer was not checked.",
	},
};

const char *note_word(enum note note)
{
	return note > NOTE_NONE && note < NOTE_COUNT ? notes[note].word : NULL;
}

enum note_effect note_effect(enum note note)
{
	return notes[note].effect;
}

enum note note_of_word(const char *word)
{
	for (enum note note = NOTE_NONE + 1; word && note < NOTE_COUNT; note++)
		if (strcmp(word, notes[note].word) == 0)
			return note;
	return NOTE_NONE;
}

const char *zairyu_note_text(const char *word, int language)
{
	enum note note = note_of_word(word);

	return note == NOTE_NONE ? NULL : in_language(language, notes[note].ja, notes[note].en);
}
