/* SPDX-License-Identifier: BSD-2-Clause */
/* What every code is called, which official message it maps to [manual 1.10, chapter 7], and what to tell a person. */
#include "util/error/error.h"

/*
 * The eight messages, and English for those the application has only in Japanese. It separates Japanese sentences by
 * spaces, which are 、 and 。 here.
 */
static const struct {
	const char *ja, *en;
} official[] = {
	{ "", "" },
	{ "異常が発生したためトップ画面に戻ります。", "Something unexpected happened. Returning to the start." },
	{ "在留カードの IC チップが故障している可能性があります。お近くの出入国在留管理官署でカードの再交付手続を行ってください。詳細は以下の URL をご覧ください。 https://www.moj.go.jp/isa/applications/procedures/nyuukokukanri10_00012.html",
	  "The card's IC chip may be broken. Have the card reissued at a regional immigration office. For details, see https://www.moj.go.jp/isa/applications/procedures/nyuukokukanri10_00012.html" },
	{ "カードの読取中にエラーが発生しました。在留カード以外のカードをかざしている可能性がありますので、カードをご確認ください。",
	  "An error occurred while reading the card. It may not be a residence card; please check the card." },
	{ "カードが読み取れません。在留カードまたは特別永住者証明書であることを確認のうえ、もう一度かざしてください。繰り返し表示される場合は、お近くの出入国在留管理官署にお問い合わせください。",
	  "No card could be read. Make sure that it is a residence card or special permanent resident certificate, and hold it to the reader again. If this keeps happening, ask a regional immigration office." },
	{ "カードの読取中にエラーが発生しました。数回試しても同エラーコードが表示される場合、お近くの出入国在留管理官署にお問い合わせください。",
	  "An error occurred while reading the card. If the same error code appears after several tries, ask a regional immigration office." },
	{ "在留カード等番号が間違っています。", "The residence card number is wrong." },
	{ "在留カード等番号の読み取り時にエラーが発生しました。",
	  "An error occurred when reading the residence card number." },
	{ "在留カード等番号をカメラで読み取るために、カメラへのアクセスを許可してください。",
	  "To read the residence card number by camera, please allow access to the camera." },
};

/* What to do, where it is the same for several codes, in both languages. */
#define OFFICES "https://www.moj.go.jp/isa/about/region/index.html"
#define PLACE                                                                                                                                                                     \
	"カードをリーダーの中央に置き（かざす場合は2〜3センチ以内）、読み終わるまで動かさないでください。金属の机からは10〜20センチ離してください。繰り返す場合の窓口: " OFFICES, \
		"Place the card on the middle of the reader (or hold it within 2 to 3 cm), 10 to 20 cm away from metal, and do not move it until the end. If this keeps happening, ask a regional immigration office: " OFFICES
/* The official message says when to ask there. */
#define WHERE_TO_ASK "官署の一覧: " OFFICES, "List of the offices: " OFFICES
#define NEWER        "このプログラムの新しい版をインストールしてください。", "Install a newer version of this program."
#define MAKERS                                                                                                                                                              \
	"プログラムを起動し直してください。同じエラーが表示される場合は、コンピューターを再起動してください。それでも続く場合は、エラーコードを開発元にお知らせください。", \
		"Start the program again; if the same error appears, restart the computer. If it still goes on, report the error code to the makers of the program."
#define DOWNLOAD                                                                                                       \
	"出入国在留管理庁のページから、証明書をダウンロードし直してください。",                                        \
		"Download the certificate from the agency's page again."
#define NOTHING_MORE NULL, NULL

#define ROW(code) code, #code
/* A code's row in the table. */
struct error_row {
	int code;
	const char *name;
	int official_message;
	const char *text_ja; /* NULL: the official message says it */
	const char *text_en;
	const char *advice_ja; /* NULL: the text says what to do */
	const char *advice_en;
};

static const struct error_row rows[] = {
	{ ROW(ZAIRYU_ERR_ARGUMENT), 1, "指定された値に誤りがあります。", "A value that was given cannot be used.",
	  "入力した値と設定を確認してください。", "Check what was entered; the detail names the value." },
	{ ROW(ZAIRYU_ERR_STATE), 1, NULL, NULL, MAKERS },
	{ ROW(ZAIRYU_ERR_NO_MEMORY), 1, "メモリが不足しています。", "There is not enough memory.",
	  "ほかのプログラムを終了して、もう一度お試しください。", "Close other programs and try again." },
	{ ROW(ZAIRYU_ERR_UNSUPPORTED), 1, "この機能は組み込まれていないか、ここでは使えません。",
	  "This is not built in or not supported here.", "この機能を含む版をインストールしてください。",
	  "Install a version of the program that includes it." },
	{ ROW(ZAIRYU_ERR_ABI), 1, NULL, NULL, "プログラムとライブラリの版を、互いに合うものにしてください。",
	  "Install versions of the program and the library that match." },
	{ ROW(ZAIRYU_ERR_LIMIT), 5, "データまたはシステムの資源が上限に達しました。",
	  "A limit was reached: one set for data, or one of the system's resources.",
	  "正しいファイルか確認し、ほかのプログラムを終了して、もう一度お試しください。",
	  "Check that it is the right file, close other programs, and try again." },
	{ ROW(ZAIRYU_ERR_CANCELLED), 5, "中止しました。", "Cancelled.", "続けるには、最初からやり直してください。",
	  "To continue, start again." },
	{ ROW(ZAIRYU_ERR_TIMEOUT), 5,
	  "時間内に終わりませんでした。カードをリーダーに置いたまま、もう一度お試しください。",
	  "It took too long. Leave the card on the reader and try again.", PLACE },
	{ ROW(ZAIRYU_ERR_NUMBER_FORMAT), 6,
	  "在留カード等番号は英字2桁・数字8桁・英字2桁です。カード右上の番号を確認してください。",
	  "A card number is two letters, eight digits and two letters. Check the number at the top right of the card.",
	  NOTHING_MORE },
	{ ROW(ZAIRYU_ERR_WRITE), 1, "ファイルに書き込めません。", "A file cannot be written.",
	  "保存先の空き容量と権限を確認してください。",
	  "Check that there is enough space, and that you may write there." },
	{ ROW(ZAIRYU_ERR_FILE), 1, "ファイルを読み込めません。", "A file cannot be read.",
	  "ファイルの場所と権限を確認してください。", "Check that the file is there, and that you may read it." },

	{ ROW(ZAIRYU_ERR_NO_SERVICE), 1,
	  "スマートカードサービスが動いていないか、応答しません。pcscd を起動または再起動してください（例: systemctl start pcscd.socket、systemctl restart pcscd）。",
	  "The smart card service is not running or does not answer. Start or restart pcscd (for example: systemctl start pcscd.socket, systemctl restart pcscd).",
	  NOTHING_MORE },
	{ ROW(ZAIRYU_ERR_NO_PERMISSION), 1,
	  "リーダーを使う権限がありません。管理者に確認してください（pcscd の polkit の規則、または機器のグループ）。",
	  "This user may not use the reader. Ask the administrator (polkit rule for pcscd, or the device's group).",
	  NOTHING_MORE },
	{ ROW(ZAIRYU_ERR_NO_READER), 1, "リーダーが見つかりません。接続を確認してください。",
	  "No reader was found. Check that it is plugged in.", NOTHING_MORE },
	{ ROW(ZAIRYU_ERR_READER_BUSY), 5,
	  "ほかのプログラムがリーダーを使用しています。そのプログラムを終了してから、もう一度お試しください。",
	  "Another program is using the reader. Close that program and try again.", NOTHING_MORE },
	{ ROW(ZAIRYU_ERR_NO_CARD), 4, NULL, NULL, PLACE },
	{ ROW(ZAIRYU_ERR_CARD_GONE), 5,
	  "読み取り中にカードが離れました。終わるまで動かさずに、もう一度お試しください。",
	  "The card was moved away while it was being read. Hold it still until the end and try again.", PLACE },
	{ ROW(ZAIRYU_ERR_COMMUNICATION), 5, NULL, NULL, PLACE },
	{ ROW(ZAIRYU_ERR_READER_GONE), 5, "リーダーが外れました。接続を確認して、もう一度お試しください。",
	  "The reader was disconnected. Check that it is plugged in and try again.", NOTHING_MORE },
	{ ROW(ZAIRYU_ERR_READER_UNSUITABLE), 4,
	  "このリーダーでは在留カードを読み取れません。非接触（Type B）対応のリーダーを使ってください。",
	  "This reader cannot read residence cards. Use a contactless reader for ISO/IEC 14443 Type B.", NOTHING_MORE },
	{ ROW(ZAIRYU_ERR_DRIVER_CONFLICT), 1,
	  "別のドライバー（pcscd、またはカーネルモジュール pn533、pn533_usb、port100）がリーダーを占有しています。停止するか取り外してから、リーダーを差し直してください。",
	  "Another driver holds the reader (pcscd, or the kernel modules pn533, pn533_usb, port100). Stop or unload it, then plug the reader in again.",
	  NOTHING_MORE },
	{ ROW(ZAIRYU_ERR_MANY_CARDS), 4, "複数のカードがあります。1枚だけ置いてください。",
	  "There is more than one card. Place only one on the reader.", NOTHING_MORE },
	{ ROW(ZAIRYU_ERR_LENGTH_REFUSED), 5,
	  "このリーダーは必要な長さのデータを送受信できません。拡張 APDU に対応した別のリーダーを使ってください。",
	  "This reader cannot carry data of the required length. Use another reader that supports extended APDUs.",
	  NOTHING_MORE },

	{ ROW(ZAIRYU_ERR_NOT_RESIDENCE_CARD), 3, NULL, NULL, NOTHING_MORE },
	{ ROW(ZAIRYU_ERR_SPECIFIED_CARD), 3,
	  "特定在留カード（マイナンバーカードと一体化したカード）の読み取りにはまだ対応していません。",
	  "Specified residence cards (combined with a My Number card) are not supported yet.",
	  "出入国在留管理庁のアプリケーションで読み取ってください。",
	  "Read it with the agency's own application for residence cards." },
	{ ROW(ZAIRYU_ERR_UNKNOWN_CARD_TYPE), 3, "この種類のカードにはまだ対応していません。",
	  "This type of card is newer than this program.", NEWER },
	{ ROW(ZAIRYU_ERR_WRONG_NUMBER), 6, NULL, NULL, "カード右上の番号を確認して、もう一度入力してください。",
	  "Check the number at the top right of the card and enter it again." },
	{ ROW(ZAIRYU_ERR_CHIP_BROKEN), 2, NULL, NULL, NOTHING_MORE },
	{ ROW(ZAIRYU_ERR_STATUS_WORD), 5, NULL, NULL, WHERE_TO_ASK },
	{ ROW(ZAIRYU_ERR_SECURE_MESSAGING), 5, NULL, NULL, WHERE_TO_ASK },

	{ ROW(ZAIRYU_ERR_MALFORMED), 5, "データの形式に誤りがあります。", "The data does not have the specified form.",
	  "カードのデータであれば、もう一度読み取ってください。繰り返し表示される場合は、お近くの出入国在留管理官署にお問い合わせください。",
	  "If it is the data of a card, read the card again. If this keeps happening, ask a regional immigration office." },
	{ ROW(ZAIRYU_ERR_ABSENT), 1, "データがありません。", "There is no such data.",
	  "カードまたは記録にない項目です。ほかの項目を選んでください。",
	  "The card or record does not hold it. Choose something else." },
	{ ROW(ZAIRYU_ERR_RECORD_DAMAGED), 1, "保存した記録ではないか、壊れているか、変更されています。",
	  "This is not a saved record, or it is damaged or was changed.",
	  "元のファイルを入手し直すか、カードを読み取り直してください。",
	  "Get the original file again, or read the card again." },
	{ ROW(ZAIRYU_ERR_RECORD_VERSION), 1, "記録ファイルの形式が新しすぎます。",
	  "The saved record was written by a newer version.", NEWER },
	{ ROW(ZAIRYU_ERR_IMAGE), 5, "画像の形式に誤りがあります。", "An image does not have the specified form.",
	  "カードをもう一度読み取ってください。ほかの項目には影響しません。",
	  "Read the card again. Nothing else on it is affected." },
	{ ROW(ZAIRYU_ERR_CERTIFICATE), 1, "証明書として使えません。", "This cannot be used as a certificate.",
	  DOWNLOAD },

	{ ROW(ZAIRYU_ERR_NOT_GENUINE), 1, "正常なカードとは確認できませんでした。",
	  "The card could not be confirmed as genuine.",
	  "判定（異常、署名なし、未確認）を確認してください。署名なしと未確認は、真正も偽造も示しません。",
	  "The verdict says why: abnormal, unsigned or unchecked. The last two prove nothing either way." },
	{ ROW(ZAIRYU_ERR_UNKNOWN_ANCHOR), 1, "出入国在留管理庁が公開している証明書ではありません。",
	  "This is not one of the agency's published CA certificates.", DOWNLOAD },

	{ ROW(ZAIRYU_ERR_INTERNAL), 1, NULL, NULL, MAKERS },
	{ ROW(ZAIRYU_ERR_CRYPTO), 1, "暗号ライブラリでエラーが発生したか、必要な機能がありません。",
	  "The cryptographic library failed or lacks a required function.",
	  "OpenSSL 3 のインストールと設定を確認してください。", "Check how OpenSSL 3 is installed and set up." },
};

static const struct error_row *row_of(int code)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].code == code)
			return &rows[i];
	return NULL;
}

bool error_is_known(int code)
{
	return row_of(code) != NULL;
}

const char *zairyu_error_name(int code)
{
	const struct error_row *row = row_of(code);

	if (code == ZAIRYU_OK)
		return "ZAIRYU_OK";
	return row ? row->name : "ZAIRYU_ERR_UNKNOWN";
}

int zairyu_error_official_message(int code)
{
	const struct error_row *row = row_of(code);

	if (code == ZAIRYU_OK)
		return 0;
	return row ? row->official_message : 1;
}

const char *zairyu_error_text(int code, int language)
{
	const struct error_row *row = row_of(code);
	int message = zairyu_error_official_message(code);

	if (row && row->text_ja)
		return language == ZAIRYU_LANGUAGE_JA ? row->text_ja : row->text_en;
	return language == ZAIRYU_LANGUAGE_JA ? official[message].ja : official[message].en;
}

const char *zairyu_error_advice(int code, int language)
{
	const struct error_row *row = row_of(code);

	if (!row)
		return NULL;
	return language == ZAIRYU_LANGUAGE_JA ? row->advice_ja : row->advice_en;
}

int zairyu_error_retry(int code)
{
	static const int passing[] = {
		ZAIRYU_ERR_TIMEOUT,     ZAIRYU_ERR_NO_READER,        ZAIRYU_ERR_READER_BUSY, ZAIRYU_ERR_NO_CARD,
		ZAIRYU_ERR_CARD_GONE,   ZAIRYU_ERR_COMMUNICATION,    ZAIRYU_ERR_READER_GONE, ZAIRYU_ERR_MANY_CARDS,
		ZAIRYU_ERR_STATUS_WORD, ZAIRYU_ERR_SECURE_MESSAGING,
	};

	for (size_t i = 0; i < sizeof passing / sizeof *passing; i++)
		if (passing[i] == code)
			return 1;
	return 0;
}
