/* SPDX-License-Identifier: BSD-2-Clause */
/* Test cards as records: what a session would have read, item by item. */
#include <check.h>
#include <string.h>

#include "maker.h"
#include "record/record.h"

/* What is not signed, of one holder and of another. */
static const struct {
	int family;
	uint64_t item;
	zairyu_bytes file[2];
} unsigned_files[] = {
	{ 1,
	  ZAIRYU_ITEM_ADDRESS,
	  { LITERAL("\xD2\x08"
		    "20260101\xD3\x06"
		    "131016\xD4\x06"
		    "Town 1"),
	    LITERAL("\xD2\x08"
		    "20260101\xD3\x06"
		    "131016\xD4\x06"
		    "Town 2") } },
	{ 1, ZAIRYU_ITEM_COMPREHENSIVE_PERMISSION, { LITERAL("\xD5\x04None"), LITERAL("\xD5\x04Some") } },
	{ 1, ZAIRYU_ITEM_INDIVIDUAL_PERMISSION, { LITERAL("\xD6\x04None"), LITERAL("\xD6\x04Some") } },
	{ 1, ZAIRYU_ITEM_RENEWAL, { LITERAL("\xD7\x01\x30"), LITERAL("\xD7\x01\x31") } },
	{ 2, ZAIRYU_ITEM_RENEWAL, { LITERAL("\xD8\x01\x30"), LITERAL("\xD8\x01\x31") } },
	{ 2, ZAIRYU_ITEM_ADDRESS_IMAGE, { LITERAL("\xDF\xD1\x02II"), LITERAL("\xDF\xD1\x02MM") } },
	{ 2,
	  ZAIRYU_ITEM_PERMISSIONS,
	  { LITERAL("\xD5\x01\x30\xD6\x08"
		    "20300101\xD7\x01\x30"),
	    LITERAL("\xD5\x01\x31\xD6\x08"
		    "20300101\xD7\x01\x30") } },
	{ 2, ZAIRYU_ITEM_OTHER, { LITERAL("\xD9\x01\x30\xDE\x01x"), LITERAL("\xD9\x01\x31\xDE\x01x") } },
};

static struct blob number_file(const struct card_plan *plan)
{
	struct blob file = { .len = 0 };
	const char *number = plan->number ? plan->number : "AA12345678BB";

	if (!plan->no_number)
		blob_object(&file, 0xC2, (zairyu_bytes){ (const uint8_t *)number, strlen(number) }, 12);
	else
		blob_nuls(&file, 14);
	return file;
}

struct blob file_of(const struct card *card, uint64_t item)
{
	const struct {
		uint64_t item;
		const struct blob *file;
	} files[] = {
		{ ZAIRYU_ITEM_COMMON_DATA, &card->common },      { ZAIRYU_ITEM_CARD_TYPE, &card->type_file },
		{ ZAIRYU_ITEM_FRONT_IMAGE, &card->front },       { ZAIRYU_ITEM_FACE, &card->face },
		{ ZAIRYU_ITEM_PRINTED_ENTRIES, &card->entries }, { ZAIRYU_ITEM_NAME_AND_FACE, &card->name_and_face },
		{ ZAIRYU_ITEM_SIGNATURE, &card->signature },
	};
	struct blob file = { .len = 0 };
	int family = is_first_generation(card->plan.type) ? 1 : 2;

	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		if (files[i].item == item)
			return *files[i].file;
	if (item == ZAIRYU_ITEM_CARD_NUMBER)
		return number_file(&card->plan);
	for (size_t i = 0; i < sizeof unsigned_files / sizeof *unsigned_files; i++)
		if (unsigned_files[i].item == item && unsigned_files[i].family == family)
			blob_add(&file, unsigned_files[i].file[card->plan.other_holder].data,
				 unsigned_files[i].file[card->plan.other_holder].len);
	return file;
}

static zairyu_record *new_record(const struct card_plan *plan)
{
	zairyu_card identity;
	zairyu_record *record;
	struct record_origin origin = { .card = &identity,
					.number = "AA12345678BB",
					.reader = plan->reader ? plan->reader : "test:",
					.library_version = "9.8.7",
					.read_at = plan->read_at != 0 ? plan->read_at : CARD_MADE_AT };

	ck_assert_int_eq(card_init(&identity, (zairyu_bytes){ (const uint8_t *)plan->type, strlen(plan->type) },
				   LITERAL("0001"), NULL),
			 0);
	ck_assert_int_eq(record_new(ctx, &origin, &record, NULL), 0);
	return record;
}

/* How many NULs lie behind the ends of the images or the certificate in a file. */
static size_t padding_in(const struct card *card, uint64_t item)
{
	size_t picture = 1000, face = card->plan.no_face ? 0 : 100;

	switch (item) {
	case ZAIRYU_ITEM_FRONT_IMAGE:
		return picture;
	case ZAIRYU_ITEM_FACE:
		return face;
	case ZAIRYU_ITEM_NAME_AND_FACE:
		return picture + face;
	case ZAIRYU_ITEM_SIGNATURE:
		return card->certificate_padding;
	default:
		return 0;
	}
}

static void add_file(zairyu_record *record, const struct card *card, uint64_t item, const struct blob *file)
{
	size_t assumed = (card->plan.assume & item) != 0 ? padding_in(card, item) : 0;

	ck_assert_int_eq(record_add_counted(record, item, blob_bytes(file), assumed, NULL), 0);
}

/* NULL if it is refused. */
static zairyu_record *finish(zairyu_record *record)
{
	int rc = record_finish(record, NULL);

	if (rc == ZAIRYU_OK)
		return record;
	ck_assert_int_eq(rc, ZAIRYU_ERR_MALFORMED);
	zairyu_record_free(record);
	return NULL;
}

zairyu_record *record_of_two(const struct card *card, const struct card *other, uint64_t from_other)
{
	zairyu_record *record = new_record(&card->plan);
	uint64_t items = zairyu_card_items(zairyu_record_card(record)) & ~card->plan.leave_out;

	for (uint64_t item = 1; item != 0; item <<= 1) {
		struct blob file = file_of((from_other & item) != 0 ? other : card, item);

		if ((items & item) != 0)
			add_file(record, card, item, &file);
	}
	return finish(record);
}

zairyu_record *record_with(const struct card *card, uint64_t item, const struct blob *replacement)
{
	zairyu_record *record = new_record(&card->plan);
	uint64_t items = zairyu_card_items(zairyu_record_card(record));

	for (uint64_t each = 1; each != 0; each <<= 1) {
		struct blob file = file_of(card, each);

		if ((items & each) != 0)
			add_file(record, card, each, each == item ? replacement : &file);
	}
	return finish(record);
}

zairyu_record *record_of(const struct card *card)
{
	return record_of_two(card, card, 0);
}

zairyu_record *make_record(const struct card_plan *plan)
{
	struct card card;
	zairyu_record *record;

	make_card(plan, &card);
	record = record_of(&card);
	ck_assert_ptr_nonnull(record);
	return record;
}
