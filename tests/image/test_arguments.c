/* SPDX-License-Identifier: BSD-2-Clause */
/* Decoding an image of a record, of an item's file, and of bytes: what is refused, and in which words. */
#include "cards.h"
#include "record/record.h"
#include "support.h"

#define FILE_BYTES(text) (text), sizeof(text) - 1
static const struct {
	uint64_t item;
	int which;
	const char *file;
	size_t len;
	int rc;
} rows[] = {
	{ ZAIRYU_ITEM_FACE, ZAIRYU_IMAGE_FACE, FILE_BYTES("\xD1\x82\x0B"), ZAIRYU_ERR_MALFORMED },
	{ ZAIRYU_ITEM_FACE, ZAIRYU_IMAGE_FACE, FILE_BYTES("\xD1\x01x\xD1\x01x"), ZAIRYU_ERR_MALFORMED },
	{ ZAIRYU_ITEM_FACE, ZAIRYU_IMAGE_FACE, FILE_BYTES(""), ZAIRYU_ERR_ABSENT },
	{ ZAIRYU_ITEM_FACE, ZAIRYU_IMAGE_FACE, FILE_BYTES("\xD1\x03\0\0\0"), ZAIRYU_ERR_ABSENT },
	{ ZAIRYU_ITEM_FACE, ZAIRYU_IMAGE_FACE, FILE_BYTES("\xD1\x03xyz"), ZAIRYU_ERR_IMAGE },
	{ ZAIRYU_ITEM_FACE, ZAIRYU_IMAGE_FACE, FILE_BYTES("\xE5\x03xyz"), ZAIRYU_ERR_ABSENT },
	{ ZAIRYU_ITEM_FRONT_IMAGE, ZAIRYU_IMAGE_FACE, FILE_BYTES("\xD1\x03xyz"), ZAIRYU_ERR_ABSENT },
	{ ZAIRYU_ITEM_NAME_AND_FACE, ZAIRYU_IMAGE_FACE, FILE_BYTES("\xD1\x03xyz"), ZAIRYU_ERR_ABSENT },
	{ ZAIRYU_ITEM_FACE, ZAIRYU_IMAGE_NAME, FILE_BYTES("\xD0\x03xyz"), ZAIRYU_ERR_ABSENT },
	{ ZAIRYU_ITEM_FACE, 0, FILE_BYTES("\xD0\x03xyz"), ZAIRYU_ERR_ABSENT },
	{ 0, ZAIRYU_IMAGE_FACE, FILE_BYTES("\xD1\x03xyz"), ZAIRYU_ERR_ABSENT },
	{ (uint64_t)ZAIRYU_ITEM_FACE << 32, ZAIRYU_IMAGE_FACE, FILE_BYTES("\xD1\x03xyz"), ZAIRYU_ERR_ABSENT },
};

static zairyu_card card;

static void setup(void)
{
	ck_assert_int_eq(card_init(&card, text("1"), text("0001"), NULL), ZAIRYU_OK);
}

static void check_none(int i)
{
	zairyu_bytes file = { (const uint8_t *)rows[i].file, rows[i].len };
	zairyu_image *image = (zairyu_image *)ctx;
	zairyu_error *err = NULL;

	ck_assert_int_eq(zairyu_image_decode_item(ctx, &card, rows[i].item, file, rows[i].which, &image, &err),
			 rows[i].rc);
	ck_assert_int_eq(zairyu_error_code(err), rows[i].rc);
	if (rows[i].rc == ZAIRYU_ERR_ABSENT)
		ck_assert_str_eq(zairyu_error_message(err), "the item does not hold this image");
	else if (rows[i].rc == ZAIRYU_ERR_MALFORMED)
		ck_assert_str_eq(zairyu_error_message(err), "the file does not hold the data objects it should");
	ck_assert_ptr_null(image);
	zairyu_error_free(err);
}

START_TEST(what_holds_no_image)
{
	for (int i = 0; i < COUNT(rows); i++)
		check_none(i);
}
END_TEST

/* What a decoder is called with. */
struct call {
	zairyu_context *ctx;
	const zairyu_record *record;
	const zairyu_card *card;
	zairyu_bytes bytes;
	zairyu_image **out;
};

static int of_record(const struct call *call, zairyu_error **err)
{
	return zairyu_image_decode(call->ctx, call->record, ZAIRYU_IMAGE_FACE, call->out, err);
}

static int of_item(const struct call *call, zairyu_error **err)
{
	return zairyu_image_decode_item(call->ctx, call->card, ZAIRYU_ITEM_FACE, call->bytes, ZAIRYU_IMAGE_FACE,
					call->out, err);
}

static int of_bytes(const struct call *call, zairyu_error **err)
{
	return zairyu_image_decode_bytes(call->ctx, call->bytes, call->out, err);
}

enum fault { NO_FAULT, NO_CONTEXT, NO_SUBJECT, NO_OUT, NO_DATA, EMPTY, AT_LIMIT, OVER_LIMIT };
static const struct {
	int (*decode)(const struct call *call, zairyu_error **err);
	enum fault fault;
	int rc;
	const char *message;
} calls[] = {
#define NEEDS "a context, a record and a place for the image are needed"
	{ of_record, NO_FAULT, ZAIRYU_OK, "" },
	{ of_record, NO_CONTEXT, ZAIRYU_ERR_ARGUMENT, NEEDS },
	{ of_record, NO_SUBJECT, ZAIRYU_ERR_ARGUMENT, NEEDS },
	{ of_record, NO_OUT, ZAIRYU_ERR_ARGUMENT, NEEDS },
#undef NEEDS
#define NEEDS "a context, a card, a file and a place for the image are needed"
	{ of_item, NO_FAULT, ZAIRYU_OK, "" },
	{ of_item, NO_CONTEXT, ZAIRYU_ERR_ARGUMENT, NEEDS },
	{ of_item, NO_SUBJECT, ZAIRYU_ERR_ARGUMENT, NEEDS },
	{ of_item, NO_OUT, ZAIRYU_ERR_ARGUMENT, NEEDS },
	{ of_item, NO_DATA, ZAIRYU_ERR_ARGUMENT, NEEDS },
	{ of_item, EMPTY, ZAIRYU_ERR_ABSENT, "the item does not hold this image" },
	{ of_item, AT_LIMIT, ZAIRYU_OK, "" },
	{ of_item, OVER_LIMIT, ZAIRYU_ERR_LIMIT, "the file is longer than a card's may be" },
#undef NEEDS
#define NEEDS "a context, bytes and a place for the image are needed"
	{ of_bytes, NO_FAULT, ZAIRYU_OK, "" },
	{ of_bytes, NO_CONTEXT, ZAIRYU_ERR_ARGUMENT, NEEDS },
	{ of_bytes, NO_OUT, ZAIRYU_ERR_ARGUMENT, NEEDS },
	{ of_bytes, NO_DATA, ZAIRYU_ERR_ARGUMENT, NEEDS },
	{ of_bytes, EMPTY, ZAIRYU_ERR_IMAGE, "the TIFF is shorter than its header" },
	{ of_bytes, AT_LIMIT, ZAIRYU_OK, "" },
	{ of_bytes, OVER_LIMIT, ZAIRYU_ERR_LIMIT, "the image is longer than a card's file may be" },
#undef NEEDS
};

/* The file of the face: one data object. */
static struct made face_file(void)
{
	uint8_t head[] = { 0xD1, 0x82, (uint8_t)(face.len >> 8), (uint8_t)face.len };
	struct made file = { 0 };

	made_append(&file, head, sizeof head);
	made_append(&file, face.data, face.len);
	return file;
}

static void spoil(struct call *call, enum fault fault)
{
	switch (fault) {
	case NO_CONTEXT:
		call->ctx = NULL;
		break;
	case NO_SUBJECT:
		call->record = NULL;
		call->card = NULL;
		break;
	case NO_OUT:
		call->out = NULL;
		break;
	case NO_DATA:
	case EMPTY:
		call->bytes = (zairyu_bytes){ NULL, fault == NO_DATA };
		break;
	case AT_LIMIT:
	case OVER_LIMIT:
		ck_assert_int_eq(zairyu_context_set_limit(call->ctx, ZAIRYU_LIMIT_FILE_BYTES,
							  call->bytes.len - (fault == OVER_LIMIT)),
				 0);
		break;
	case NO_FAULT:
		break;
	}
}

/* Whatever is refused, no image comes out; and an error of before is gone. */
static void check_call(int i, const zairyu_record *record, zairyu_bytes file)
{
	zairyu_context *own = new_context();
	zairyu_image *image = (zairyu_image *)ctx;
	struct call call = { own, record, &card, calls[i].decode == of_item ? file : made_bytes(&face), &image };
	zairyu_error *err = NULL;

	zairyu_error_set(&err, ZAIRYU_ERR_CARD_GONE, NULL, 0, "of before");
	spoil(&call, calls[i].fault);
	ck_assert_msg(calls[i].decode(&call, &err) == calls[i].rc, "row %d", i);
	ck_assert_int_eq(zairyu_error_code(err), calls[i].rc);
	ck_assert_str_eq(zairyu_error_message(err), calls[i].message);
	if (calls[i].fault == NO_OUT)
		image = NULL;
	ck_assert((image != NULL) == (calls[i].rc == ZAIRYU_OK));
	zairyu_image_free(image);
	zairyu_error_free(err);
	zairyu_context_free(own);
}

START_TEST(arguments)
{
	zairyu_record *record = first_generation("1", true, true);
	struct made file = face_file();

	for (int i = 0; i < COUNT(calls); i++)
		check_call(i, record, made_bytes(&file));
	zairyu_record_free(record);
	made_free(&file);
}
END_TEST

START_TEST(names)
{
	static const char *const expected[] = { [ZAIRYU_IMAGE_FRONT] = "front",
						[ZAIRYU_IMAGE_NAME] = "name",
						[ZAIRYU_IMAGE_ADDRESS] = "address_image",
						[ZAIRYU_IMAGE_FACE] = "face" };

	for (int which = -2; which <= ZAIRYU_IMAGE_LAST + 2; which++)
		ck_assert_pstr_eq(zairyu_image_name(which),
				  which > 0 && which < COUNT(expected) ? expected[which] : NULL);
}
END_TEST

int main(void)
{
	TCase *tcase = cards_case("arguments");

	tcase_add_checked_fixture(tcase, setup, NULL);
	suite_add(tcase, (const TTest *const[]){ what_holds_no_image, arguments, names, NULL });
	return suite_run("arguments", tcase);
}
