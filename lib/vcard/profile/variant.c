/* SPDX-License-Identifier: BSD-2-Clause */
/* The table of variants. */
#include "profile/variant.h"

#include <stdio.h>
#include <string.h>
#include <zairyu/error.h>

/* What a variant changes. Two that change the same thing exclude each other. */
enum {
	AGE = 1 << 0,
	FACE = 1 << 1,
	COMPREHENSIVE = 1 << 2,
	INDIVIDUAL = 1 << 3,
	TEXT = 1 << 4,
	PADDING = 1 << 5,
	CERTIFICATE_END = 1 << 6,
	ENCODING = 1 << 7,
	DATES = 1 << 8,
	ISSUER = 1 << 9,
	CHECK_CODE = 1 << 10,
	NATURE = 1 << 11,
	NULL_PARAMETER = 1 << 12,
	DATA = 1 << 13,
	FORM = 1 << 14,
	SERIAL = 1 << 15,
	NUMBER = 1 << 16,
	VERSION = 1 << 17,
	DATE_VALUE = 1 << 18,
	NATIONALITY = 1 << 19,
	/* a card without a signature has none of what a signature consists of */
	UNSIGNED = AGE | CERTIFICATE_END | ENCODING | DATES | ISSUER | CHECK_CODE | NULL_PARAMETER | SERIAL | VERSION,
};

static const struct {
	const char *name;
	unsigned types, changes;
} table[VARIANTS] = {
	[VARIANT_UNDER16_A] = { "under16-a", ON_ALL, UNSIGNED },
	[VARIANT_UNDER16_B] = { "under16-b", ON_ALL, UNSIGNED },
	[VARIANT_UNSIGNED_A] = { "unsigned-a", ON_ALL, UNSIGNED },
	[VARIANT_UNSIGNED_B] = { "unsigned-b", ON_ALL, UNSIGNED },
	[VARIANT_INFANT] = { "infant", ON_SECOND, AGE },
	[VARIANT_INFANT_NOTHING] = { "infant-nothing", ON_SECOND, AGE },
	[VARIANT_FACE_EMPTY] = { "face-empty", ON_ALL, FACE },
	[VARIANT_FACE_NUL] = { "face-nul", ON_ALL, FACE },
	[VARIANT_FACE_ZEROS] = { "face-zeros", ON_ALL, FACE },
	[VARIANT_FACE_J2K] = { "face-j2k", ON_ALL, FACE },
	[VARIANT_FACE_JP2C_ZERO] = { "face-jp2c-zero", ON_ALL, FACE },
	[VARIANT_FACE_BGR] = { "face-bgr", ON_ALL, FACE },
	[VARIANT_FACE_BOXES] = { "face-boxes", ON_ALL, FACE },
	[VARIANT_FACE_NO_COLOUR] = { "face-no-colour", ON_ALL, FACE },
	[VARIANT_FACE_NO_END] = { "face-no-end", ON_ALL, FACE },
	[VARIANT_FACE_RESERVED_MARKERS] = { "face-reserved-markers", ON_ALL, FACE },
	[VARIANT_FACE_TILE_STYLE] = { "face-tile-style", ON_ALL, FACE },
	[VARIANT_FACE_VENDOR_COLOUR] = { "face-vendor-colour", ON_ALL, FACE },
	[VARIANT_WITHDRAWN] = { "withdrawn", ON_1, COMPREHENSIVE | INDIVIDUAL },
	[VARIANT_WITHDRAWN_COMPREHENSIVE] = { "withdrawn-comprehensive", ON_1, COMPREHENSIVE },
	[VARIANT_WITHDRAWN_INDIVIDUAL] = { "withdrawn-individual", ON_1, INDIVIDUAL },
	[VARIANT_SJIS] = { "sjis", ON_ALL, TEXT },
	[VARIANT_TEXT_SPACES] = { "text-spaces", ON_ALL, 0 },
	[VARIANT_TEXT_AMBIGUOUS] = { "text-ambiguous", ON_FIRST, TEXT },
	[VARIANT_TEXT_BROKEN] = { "text-broken", ON_FIRST, TEXT },
	[VARIANT_TEXT_BYTE_ORDER_MARK] = { "text-byte-order-mark", ON_FIRST, TEXT },
	[VARIANT_TEXT_CESU_8] = { "text-cesu-8", ON_FIRST, TEXT },
	[VARIANT_TEXT_CONTROL] = { "text-control", ON_FIRST, TEXT },
	[VARIANT_TEXT_CUT] = { "text-cut", ON_FIRST, TEXT },
	[VARIANT_TEXT_EUC_JP] = { "text-euc-jp", ON_FIRST, TEXT },
	[VARIANT_TEXT_INVISIBLE] = { "text-invisible", ON_FIRST, TEXT },
	[VARIANT_TEXT_LINE_BREAK] = { "text-line-break", ON_FIRST, TEXT },
	[VARIANT_TEXT_UTF_16] = { "text-utf-16", ON_FIRST, TEXT },
	[VARIANT_TEXT_WINDOWS] = { "text-windows", ON_FIRST, TEXT },
	[VARIANT_DATE_MALFORMED] = { "date-malformed", ON_ALL, DATE_VALUE },
	[VARIANT_DATE_DAY_UNKNOWN] = { "date-day-unknown", ON_ALL, DATE_VALUE },
	[VARIANT_DATE_MONTH_UNKNOWN] = { "date-month-unknown", ON_ALL, DATE_VALUE },
	[VARIANT_DATE_NINES] = { "date-nines", ON_ALL, DATE_VALUE },
	[VARIANT_DATE_SPACES] = { "date-spaces", ON_ALL, DATE_VALUE },
	[VARIANT_DATE_ZEROS] = { "date-zeros", ON_ALL, DATE_VALUE },
	[VARIANT_NATIONALITY_GERMAN] = { "nationality-german", ON_SECOND, NATIONALITY },
	[VARIANT_NATIONALITY_LOWER_CASE] = { "nationality-lower-case", ON_SECOND, NATIONALITY },
	[VARIANT_NATIONALITY_TRAVEL] = { "nationality-travel", ON_SECOND, NATIONALITY },
	[VARIANT_NATIONALITY_UNKNOWN] = { "nationality-unknown", ON_SECOND, NATIONALITY },
	[VARIANT_SHORT_D5] = { "short-d5", ON_05, 0 },
	[VARIANT_ADDRESS_EMPTY] = { "address-empty", ON_ALL, 0 },
	[VARIANT_TIFF_IFD_FIRST] = { "tiff-ifd-first", ON_ALL, 0 },
	[VARIANT_TIFF_BE] = { "tiff-be", ON_ALL, 0 },
	[VARIANT_TIFF_BLACK_ZERO] = { "tiff-black-zero", ON_ALL, 0 },
	[VARIANT_TIFF_FILL_2] = { "tiff-fill-2", ON_ALL, 0 },
	[VARIANT_TIFF_DEFAULTS] = { "tiff-defaults", ON_ALL, 0 },
	[VARIANT_TIFF_NEXT_DIRECTORY] = { "tiff-next-directory", ON_ALL, 0 },
	[VARIANT_TIFF_NO_BYTE_COUNT] = { "tiff-no-byte-count", ON_ALL, 0 },
	[VARIANT_TIFF_ODD_TYPES] = { "tiff-odd-types", ON_ALL, 0 },
	[VARIANT_TIFF_UNKNOWN_ENTRIES] = { "tiff-unknown-entries", ON_ALL, 0 },
	[VARIANT_TIFF_UNSORTED] = { "tiff-unsorted", ON_ALL, 0 },
	[VARIANT_IMAGE_TRAILING] = { "image-trailing", ON_ALL, PADDING },
	[VARIANT_IMAGE_PADDING_FF] = { "image-padding-ff", ON_ALL, PADDING },
	[VARIANT_CERTIFICATE_PADDED] = { "certificate-padded", ON_SECOND, CERTIFICATE_END },
	[VARIANT_CERTIFICATE_EXACT] = { "certificate-exact", ON_FIRST, CERTIFICATE_END },
	[VARIANT_CERTIFICATE_TRAILING] = { "certificate-trailing", ON_ALL, CERTIFICATE_END },
	[VARIANT_CERTIFICATE_INDEFINITE] = { "certificate-indefinite", ON_ALL, ENCODING },
	[VARIANT_CERTIFICATE_LONG_LENGTHS] = { "certificate-long-lengths", ON_ALL, ENCODING },
	[VARIANT_CERTIFICATE_TBS_INDEFINITE] = { "certificate-tbs-indefinite", ON_ALL, ENCODING },
	[VARIANT_CERTIFICATE_MALFORMED] = { "certificate-malformed", ON_ALL, ENCODING },
	[VARIANT_CERTIFICATE_AKI_OTHER] = { "certificate-aki-other", ON_ALL, ISSUER },
	[VARIANT_CERTIFICATE_BER_SIGNED_AS_DER] = { "certificate-ber-signed-as-der", ON_ALL, ENCODING },
	[VARIANT_CERTIFICATE_ISSUER_CASE] = { "certificate-issuer-case", ON_ALL, ISSUER },
	[VARIANT_CERTIFICATE_ISSUER_OTHER] = { "certificate-issuer-other", ON_ALL, ISSUER },
	[VARIANT_CERTIFICATE_ISSUER_PRINTABLE] = { "certificate-issuer-printable", ON_ALL, ISSUER },
	[VARIANT_CERTIFICATE_NULL_PARAMETER] = { "certificate-null-parameter", ON_SECOND, NULL_PARAMETER },
	[VARIANT_CERTIFICATE_PIECES] = { "certificate-pieces", ON_ALL, ENCODING },
	[VARIANT_CERTIFICATE_SERIAL_LONG] = { "certificate-serial-long", ON_ALL, SERIAL },
	[VARIANT_CERTIFICATE_SERIAL_NEGATIVE] = { "certificate-serial-negative", ON_ALL, SERIAL },
	[VARIANT_CERTIFICATE_SERIAL_ZEROS] = { "certificate-serial-zeros", ON_ALL, SERIAL },
	[VARIANT_CERTIFICATE_SIGNATURE_ZEROS] = { "certificate-signature-zeros", ON_SECOND, ISSUER },
	[VARIANT_CERTIFICATE_VERSION_1] = { "certificate-version-1", ON_ALL, VERSION },
	[VARIANT_CERTIFICATE_EXPIRED] = { "certificate-expired", ON_ALL, DATES },
	[VARIANT_CERTIFICATE_NOT_YET_VALID] = { "certificate-not-yet-valid", ON_ALL, DATES },
	[VARIANT_CA_EXPIRED] = { "ca-expired", ON_ALL, ISSUER },
	[VARIANT_ISSUER_UNKNOWN] = { "issuer-unknown", ON_ALL, ISSUER },
	[VARIANT_ISSUER_SAME_NAME] = { "issuer-same-name", ON_ALL, ISSUER },
	[VARIANT_ISSUER_SAME_KEY_ID] = { "issuer-same-key-id", ON_ALL, ISSUER },
	[VARIANT_SELF_SIGNED] = { "self-signed", ON_ALL, ISSUER },
	[VARIANT_CHECK_CODE_DER] = { "check-code-der", ON_SECOND, CHECK_CODE },
	[VARIANT_FLIP_CHECK_CODE] = { "flip-check-code", ON_ALL, CHECK_CODE },
	[VARIANT_FLIP_CERTIFICATE] = { "flip-certificate", ON_ALL, ISSUER },
	[VARIANT_FLIP_DATA] = { "flip-data", ON_ALL, DATA },
	[VARIANT_FLIP_FACE] = { "flip-face", ON_ALL, DATA },
	[VARIANT_FLIP_PADDING] = { "flip-padding", ON_ALL, DATA },
	[VARIANT_NUMBER_EMPTY] = { "number-empty", ON_SECOND, NUMBER },
	[VARIANT_NUMBER_MALFORMED] = { "number-malformed", ON_SECOND, NUMBER },
	[VARIANT_NUMBER_OTHER] = { "number-other", ON_SECOND, NUMBER },
	[VARIANT_TLV_MALFORMED] = { "tlv-malformed", ON_ALL, 0 },
	[VARIANT_LENGTH_OVERSIZE] = { "length-oversize", ON_ALL, 0 },
	[VARIANT_IMAGE_LENGTH_OVERSIZE] = { "image-length-oversize", ON_ALL, 0 },
	[VARIANT_FILE_LONGER] = { "file-longer", ON_ALL, FORM },
	[VARIANT_FILE_SHORTER] = { "file-shorter", ON_ALL, FORM },
	[VARIANT_LENGTH_83] = { "length-83", ON_ALL, FORM },
	[VARIANT_SIGNED_LONGER] = { "signed-longer", ON_ALL, FORM },
	[VARIANT_ANSWER_61] = { "answer-61", ON_ALL, 0 },
	[VARIANT_ANSWER_6282] = { "answer-6282", ON_ALL, 0 },
	[VARIANT_ANSWER_6C] = { "answer-6c", ON_ALL, 0 },
	[VARIANT_ANSWER_FCI] = { "answer-fci", ON_ALL, 0 },
	[VARIANT_CHIP_BROKEN] = { "chip-broken", ON_ALL, 0 },
	[VARIANT_POWER_UP_6F00] = { "power-up-6f00", ON_ALL, 0 },
	[VARIANT_TYPE_UNKNOWN] = { "type-unknown", ON_ALL, NATURE },
	[VARIANT_FOREIGN] = { "foreign", ON_ALL, NATURE },
	[VARIANT_MY_NUMBER] = { "my-number", ON_ALL, NATURE },
	[VARIANT_MY_NUMBER_DF1] = { "my-number-df1", ON_ALL, NATURE },
	[VARIANT_MY_NUMBER_ONLY] = { "my-number-only", ON_ALL, NATURE },
};

const char *variant_name(size_t index)
{
	return index < VARIANTS ? table[index].name : NULL;
}

unsigned variant_types(size_t index)
{
	return index < VARIANTS ? table[index].types : 0;
}

static size_t find(const char *name, size_t len)
{
	size_t i = 0;

	while (i < VARIANTS && !(strlen(table[i].name) == len && memcmp(table[i].name, name, len) == 0))
		i++;
	return i;
}

static int refuse(const char *name, const char *why, zairyu_error **err)
{
	char message[128];

	snprintf(message, sizeof message, "variant: %s%s", name, why);
	return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, message);
}

int variant_parse(const char *text, enum card_type type, struct variant_set *out, zairyu_error **err)
{
	unsigned changed = 0;
	struct variant_set set = { 0 };

	for (const char *p = text; *p;) {
		size_t len = strcspn(p, "+"), i = find(p, len);

		if (i == VARIANTS)
			return refuse("unknown name; zairyu-virtual(7) has them all", "", err);
		if (!(table[i].types & (1u << type)))
			return refuse(table[i].name, " does not exist on this type of card", err);
		if (!variant_on(&set, (enum variant)i) && (changed & table[i].changes))
			return refuse(table[i].name, " excludes another variant asked for", err);
		variant_add(&set, (enum variant)i);
		changed |= table[i].changes;
		p += len;
		if (*p == '+' && !*++p)
			return refuse("a name is missing after +", "", err);
	}
	*out = set;
	return ZAIRYU_OK;
}
