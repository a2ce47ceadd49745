/* SPDX-License-Identifier: BSD-2-Clause */
/* What each step is called, and what to tell a person who waits for it. */
#include "util/error/step.h"

#include <stddef.h>
#include <string.h>
#include <zairyu/error.h>

static const struct row {
	const char *word, *ja, *en;
} rows[STEPS] = {
	[STEP_NONE] = { "", NULL, NULL },
	[STEP_CONNECT] = { "connect", "カードに接続しています", "Connecting to the card" },
	[STEP_IDENTIFY] = { "identify", "カードの種類を確認しています", "Finding out what kind of card it is" },
	[STEP_SELECT] = { "select", "カードの領域を選択しています", "Selecting a part of the card" },
	[STEP_GET_CHALLENGE] = { "get-challenge", "認証の準備をしています", "Preparing to authenticate" },
	[STEP_MUTUAL_AUTHENTICATE] = { "mutual-authenticate", "カードと相互に認証しています",
				       "Authenticating with the card" },
	[STEP_VERIFY] = { "verify", "在留カード等番号を照合しています", "Checking the card number" },
	[STEP_READ_COMMON_DATA] = { "read-common-data", "カードの仕様を読み取っています",
				    "Reading the card's specification version" },
	[STEP_READ_CARD_TYPE] = { "read-card-type", "カードの種別を読み取っています", "Reading the card type" },
	[STEP_READ_FRONT_IMAGE] = { "read-front-image", "券面の画像を読み取っています", "Reading the front image" },
	[STEP_READ_FACE] = { "read-face", "顔写真を読み取っています", "Reading the photo" },
	[STEP_READ_ADDRESS] = { "read-address", "住居地を読み取っています", "Reading the address" },
	[STEP_READ_COMPREHENSIVE_PERMISSION] = { "read-comprehensive-permission", "包括許可を読み取っています",
						 "Reading the comprehensive permission" },
	[STEP_READ_INDIVIDUAL_PERMISSION] = { "read-individual-permission", "個別許可を読み取っています",
					      "Reading the individual permission" },
	[STEP_READ_RENEWAL] = { "read-renewal", "更新申請の状況を読み取っています",
				"Reading whether a renewal is pending" },
	[STEP_READ_CARD_NUMBER] = { "read-card-number", "在留カード等番号を読み取っています",
				    "Reading the card number" },
	[STEP_READ_PRINTED_ENTRIES] = { "read-printed-entries", "券面の記載事項を読み取っています",
					"Reading the printed entries" },
	[STEP_READ_NAME_AND_FACE] = { "read-name-and-face", "氏名と顔写真を読み取っています",
				      "Reading the name and the photo" },
	[STEP_READ_ADDRESS_IMAGE] = { "read-address-image", "住居地の画像を読み取っています",
				      "Reading the image of the address" },
	[STEP_READ_PERMISSIONS] = { "read-permissions", "許可の内容を読み取っています", "Reading the permissions" },
	[STEP_READ_OTHER] = { "read-other", "その他の記載を読み取っています", "Reading the other entries" },
	[STEP_READ_SIGNATURE] = { "read-signature", "電子署名を読み取っています", "Reading the signature" },
	[STEP_VERIFY_SIGNATURE] = { "verify-signature", "電子署名を検証しています", "Verifying the signature" },
	[STEP_READ_PUBLIC_KEY] = { "read-public-key", "カードの公開鍵を読み取っています",
				   "Reading the card's public key" },
	[STEP_DELIVER_KEY] = { "deliver-key", "カードに鍵を送っています", "Sending a key to the card" },
	[STEP_READ_ITEM] = { "read-item", "カードのデータを読み取っています", "Reading the card's data" },
};

const char *step_word(enum step step)
{
	return step < STEPS ? rows[step].word : "";
}

enum step step_of_word(const char *word)
{
	for (enum step step = STEP_NONE + 1; word && step < STEPS; step++)
		if (strcmp(rows[step].word, word) == 0)
			return step;
	return STEP_NONE;
}

const char *zairyu_step_name(int number)
{
	return number > STEP_NONE && number < STEPS ? rows[number].word : NULL;
}

const char *zairyu_step_text(const char *step, int language)
{
	const struct row *row = &rows[step_of_word(step)];

	return language == ZAIRYU_LANGUAGE_JA ? row->ja : row->en;
}
