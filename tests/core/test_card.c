/* SPDX-License-Identifier: BSD-2-Clause */
/* The card types and the tables of their files: every number of them, and that they fit one another. */
#include <stdio.h>
#include <string.h>

#include "../support/suite.h"
#include "card/card.h"
#include "card_files.h"

enum { TEXT = 8192 };

static const struct {
	const char *value;
	int family, kind; /* 0: a specified card */
} types[] = {
	{ "1", ZAIRYU_FAMILY_FIRST_GENERATION, ZAIRYU_KIND_RESIDENCE_CARD },
	{ "2", ZAIRYU_FAMILY_FIRST_GENERATION, ZAIRYU_KIND_SPECIAL_PERMANENT_RESIDENT_CERTIFICATE },
	{ "05", ZAIRYU_FAMILY_SECOND_GENERATION, ZAIRYU_KIND_RESIDENCE_CARD },
	{ "06", ZAIRYU_FAMILY_SECOND_GENERATION, ZAIRYU_KIND_SPECIAL_PERMANENT_RESIDENT_CERTIFICATE },
	{ "07", 0, 0 },
	{ "08", 0, 0 },
};

static zairyu_bytes bytes_of(const char *text)
{
	return (zairyu_bytes){ (const uint8_t *)text, strlen(text) };
}

static zairyu_card card_of(const char *type)
{
	zairyu_card card;

	ck_assert_int_eq(card_init(&card, bytes_of(type), bytes_of("0001"), NULL), 0);
	return card;
}

START_TEST(types_of_cards)
{
	static const char *const unknown[] = { "", "0", "3", "5", "6", "11", "1 ", "04", "09", "00", "050", "0" };
	zairyu_card card;

	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		int rc = card_init(&card, bytes_of(types[i].value), bytes_of("0001"), NULL);

		ck_assert_int_eq(rc, types[i].family ? ZAIRYU_OK : ZAIRYU_ERR_SPECIFIED_CARD);
		if (rc != ZAIRYU_OK)
			continue;
		ck_assert_str_eq(zairyu_card_type(&card), types[i].value);
		ck_assert_int_eq(zairyu_card_family(&card), types[i].family);
		ck_assert_int_eq(zairyu_card_kind(&card), types[i].kind);
		ck_assert_str_eq(zairyu_card_spec_version(&card), "0001");
	}
	for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
		ck_assert_int_eq(card_init(&card, bytes_of(unknown[i]), bytes_of("0001"), NULL),
				 ZAIRYU_ERR_UNKNOWN_CARD_TYPE);
	ck_assert_int_eq(card_type_find(bytes_of("07"))->kind, ZAIRYU_KIND_RESIDENCE_CARD);
	ck_assert_int_eq(card_type_find(bytes_of("08"))->kind, ZAIRYU_KIND_SPECIAL_PERMANENT_RESIDENT_CERTIFICATE);
}
END_TEST

START_TEST(versions)
{
	static const struct {
		const char *text;
		bool good;
	} rows[] = { { "", true },
		     { "!", true },
		     { "~", true },
		     { "12345678", true },
		     { "123456789", false },
		     { " ", false },
		     { "\x7F", false },
		     { "0001 ", false },
		     { "\x1F"
		       "001",
		       false },
		     { "000\x80", false } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		zairyu_card card;

		memset(&card, 0xA5, sizeof card);
		ck_assert_msg(card_init(&card, bytes_of("1"), bytes_of(rows[i].text), NULL) ==
				      (rows[i].good ? ZAIRYU_OK : ZAIRYU_ERR_MALFORMED),
			      "row %zu", i);
		if (rows[i].good)
			ck_assert_str_eq(zairyu_card_spec_version(&card), rows[i].text);
	}
}
END_TEST

START_TEST(no_card)
{
	ck_assert_str_eq(zairyu_card_type(NULL), "");
	ck_assert_str_eq(zairyu_card_spec_version(NULL), "");
	ck_assert_int_eq(zairyu_card_family(NULL), 0);
	ck_assert_int_eq(zairyu_card_kind(NULL), 0);
	ck_assert_uint_eq(zairyu_card_items(NULL), 0);
	ck_assert_uint_eq(zairyu_card_signed_items(NULL), 0);
	zairyu_card_free(NULL);
}
END_TEST

START_TEST(names)
{
	static const char *const items[] = { "common-data",
					     "card-type",
					     "front-image",
					     "face",
					     "address",
					     "comprehensive-permission",
					     "individual-permission",
					     "renewal",
					     "card-number",
					     "printed-entries",
					     "name-and-face",
					     "address-image",
					     "permissions",
					     "other",
					     "signature" };

	for (unsigned bit = 0; bit < 64; bit++)
		if (bit < sizeof items / sizeof *items)
			ck_assert_str_eq(zairyu_item_name(UINT64_C(1) << bit), items[bit]);
		else
			ck_assert_ptr_null(zairyu_item_name(UINT64_C(1) << bit));
	ck_assert_ptr_null(zairyu_item_name(0));
	ck_assert_ptr_null(zairyu_item_name(3));
	ck_assert_str_eq(zairyu_item_name(ZAIRYU_ITEM_SIGNATURE), "signature");
	for (int n = -1; n < 5; n++) {
		ck_assert_int_eq(zairyu_family_name(n) != NULL,
				 n == ZAIRYU_FAMILY_FIRST_GENERATION || n == ZAIRYU_FAMILY_SECOND_GENERATION);
		ck_assert_int_eq(zairyu_kind_name(n) != NULL, n == 1 || n == 2);
	}
	ck_assert_str_eq(zairyu_family_name(ZAIRYU_FAMILY_FIRST_GENERATION), "first-generation");
	ck_assert_str_eq(zairyu_family_name(ZAIRYU_FAMILY_SECOND_GENERATION), "second-generation");
	ck_assert_str_eq(zairyu_kind_name(ZAIRYU_KIND_RESIDENCE_CARD), "residence-card");
	ck_assert_str_eq(zairyu_kind_name(ZAIRYU_KIND_SPECIAL_PERMANENT_RESIDENT_CERTIFICATE),
			 "special-permanent-resident-certificate");
}
END_TEST

/* "step DF/SFI access[ signed] size: tag+capacity[tiff|jp2|cert|field] role[@place[!]] …", a line for each file of a card. */
static void write_files(FILE *out, const zairyu_card *card)
{
	static const char *const accesses[] = { "free", "authenticated", "protected" };
	static const char *const roles[] = { "?",     "version", "type",    "number", "printed", "entry",
					     "front", "name",    "address", "face",   "code",    "certificate" };
	static const char *const extents[] = { "", " tiff", " jp2", " cert" };
	const struct card_family *family = card->type->family;

	for (size_t i = 0; i < family->file_count; i++) {
		const struct card_file *file = &family->files[i];

		if (!card_file_applies(card, file))
			continue;
		fprintf(out, "%s %u/%u %s%s %zu:", step_word(file->step), file->df, file->sfi, accesses[file->access],
			file->is_signed ? " signed" : "", card_file_size(card, file));
		for (size_t j = 0; j < file->object_count; j++) {
			const struct card_object *o = &file->objects[j];

			fprintf(out, " %X+%u%s", (unsigned)o->tag, o->capacity, extents[o->extent]);
			if (o->field)
				fprintf(out, "=%u/%u", o->field, o->type);
			fprintf(out, " %s", roles[o->role]);
			if (o->place)
				fprintf(out, "@%u%s", o->place, o->residence_only ? "!" : "");
		}
		fputc('\n', out);
	}
}

START_TEST(files_of_cards)
{
	for (size_t i = 0; i < 4; i++) {
		char text[TEXT] = "";
		FILE *out = fmemopen(text, sizeof text, "w");
		const zairyu_card card = card_of(types[i].value);

		write_files(out, &card);
		ck_assert_int_eq(fclose(out), 0);
		ck_assert_str_eq(text, card_files[i]);
	}
	ck_assert_ptr_eq(card_first_generation.messaging->suite, &sm_suite_tdes);
	ck_assert_ptr_eq(card_second_generation.messaging->suite, &sm_suite_aes);
	ck_assert_int_eq(card_first_generation.signature, ZAIRYU_SIGNATURE_RSA_2048);
	ck_assert_int_eq(card_second_generation.signature, ZAIRYU_SIGNATURE_ECDSA_P384);
	ck_assert_str_eq(card_first_generation.edition, "0001");
	ck_assert_str_eq(card_second_generation.edition, "0002");
}
END_TEST

/* What every lookup finds, and what none does. */
START_TEST(lookups)
{
	for (size_t i = 0; i < 4; i++) {
		const zairyu_card card = card_of(types[i].value);
		const struct card_family *family = card.type->family;
		uint64_t items = 0, signed_items = 0;
		const struct card_file *file = NULL;

		for (size_t j = 0; j < family->file_count; j++) {
			const struct card_file *f = &family->files[j];
			const bool applies = card_file_applies(&card, f);

			ck_assert_ptr_eq(card_file_of(&card, f->item), applies ? f : NULL);
			if (!applies)
				continue;
			items |= f->item;
			signed_items |= f->is_signed ? f->item : 0;
			for (size_t k = 0; k < f->object_count; k++) {
				const struct card_object *o = &f->objects[k];

				ck_assert_ptr_eq(card_object_in(f, o->tag), o);
				ck_assert_ptr_eq(card_object_by_tag(&card, o->tag, &file), o);
				ck_assert_ptr_eq(file, f);
				ck_assert_ptr_eq(card_object_by_tag(&card, o->tag, NULL), o);
				if (o->field)
					ck_assert_ptr_eq(card_object_by_field(&card, o->field, &file), o);
				ck_assert_ptr_eq(file, f);
			}
			ck_assert_ptr_null(card_object_in(f, 0xFE));
		}
		ck_assert_uint_eq(zairyu_card_items(&card), items);
		ck_assert_uint_eq(zairyu_card_signed_items(&card), signed_items);
		ck_assert_ptr_null(card_file_of(&card, 0));
		ck_assert_ptr_null(card_object_by_tag(&card, 0xFE, NULL));
		ck_assert_ptr_null(card_object_by_field(&card, 0, NULL));
		ck_assert_ptr_null(card_object_by_field(&card, -1, NULL));
		ck_assert_ptr_null(card_object_by_field(&card, 255, NULL));
	}
}
END_TEST

/* The public list of objects says the same as the table, and nothing of what the card has no room for. */
START_TEST(objects)
{
	for (size_t i = 0; i < 4; i++) {
		const zairyu_card card = card_of(types[i].value);
		const struct card_family *family = card.type->family;
		zairyu_card_object_info info = { .size = sizeof info };
		size_t index = 0;

		for (size_t j = 0; j < family->file_count; j++)
			for (size_t k = 0;
			     card_file_applies(&card, &family->files[j]) && k < family->files[j].object_count; k++) {
				const struct card_object *o = &family->files[j].objects[k];
				const bool left_out = o->residence_only && i % 2 == 1;

				ck_assert_int_eq(zairyu_card_object(&card, index++, &info), 0);
				ck_assert_uint_eq(info.item, family->files[j].item);
				ck_assert_uint_eq(info.tag, o->tag);
				ck_assert_uint_eq(info.length, o->capacity);
				ck_assert_int_eq(info.role, o->role);
				ck_assert_int_eq(info.field, o->field);
				ck_assert_uint_eq(info.signed_place, o->place);
				ck_assert_int_eq(info.signature,
						 o->role >= ZAIRYU_ROLE_CHECK_CODE ? family->signature : 0);
				ck_assert_uint_eq(info.flags,
						  (o->extent != CARD_EXTENT_NONE ? ZAIRYU_OBJECT_PADDED : 0) |
							  (left_out ? ZAIRYU_OBJECT_NOT_STORED : 0) |
							  (o->residence_only ? ZAIRYU_OBJECT_ONE_KIND : 0));
			}
		ck_assert_int_eq(zairyu_card_object(&card, index, &info), ZAIRYU_ERR_ABSENT);
		ck_assert_int_eq(zairyu_card_object(&card, SIZE_MAX, &info), ZAIRYU_ERR_ABSENT);
		ck_assert_uint_eq(zairyu_card_kind_items(&card), i < 2 ? 0 : ZAIRYU_ITEM_PRINTED_ENTRIES);
	}
	ck_assert_uint_eq(zairyu_card_kind_items(NULL), 0);
}
END_TEST

/* Every place is taken once, and what is signed is in signed files and nowhere else. */
START_TEST(signed_orders)
{
	for (size_t i = 0; i < 4; i++) {
		const zairyu_card card = card_of(types[i].value);
		zairyu_card_object_info info = { .size = sizeof info };
		uint64_t places = 0;
		unsigned count = 0;

		for (size_t j = 0; zairyu_card_object(&card, j, &info) == 0; j++) {
			ck_assert_int_eq(info.signed_place > 0, (zairyu_card_signed_items(&card) & info.item) != 0);
			ck_assert_uint_eq(places >> info.signed_place & (info.signed_place > 0), 0);
			places |= 1ull << info.signed_place;
			count += info.signed_place > 0;
		}
		ck_assert_uint_eq(places | 1, (2ull << count) - 1);
		ck_assert_uint_eq(count, i < 2 ? 2 : 12);
	}
}
END_TEST

/* A caller that was compiled with a shorter or a longer structure. */
START_TEST(sizes_of_the_structure)
{
	const zairyu_card card = card_of("1");
	struct {
		zairyu_card_object_info info;
		uint8_t more[16];
	} longer;
	const size_t first = offsetof(zairyu_card_object_info, signed_place) + sizeof longer.info.signed_place;
	zairyu_card_object_info info = { .size = first };

	memset(&longer, 0xA5, sizeof longer);
	longer.info.size = sizeof longer;
	ck_assert_int_eq(zairyu_card_object(&card, 0, &longer.info), 0);
	ck_assert_uint_eq(longer.info.size, sizeof longer);
	ck_assert_int_eq(longer.info.role, ZAIRYU_ROLE_SPEC_VERSION);
	for (size_t i = first; i < sizeof longer; i++) /* padding too */
		ck_assert_uint_eq(((uint8_t *)&longer)[i], 0);
	longer.more[0] = 7;
	longer.info.size = first;
	ck_assert_int_eq(zairyu_card_object(&card, 1, &longer.info), 0);
	ck_assert_uint_eq(longer.info.size, first);
	ck_assert_uint_eq(longer.more[0], 7);
	ck_assert_int_eq(zairyu_card_object(&card, 0, &info), 0);
	ck_assert_uint_eq(info.signed_place, 0);
	for (size_t i = 0; i < 2; i++) {
		info = (zairyu_card_object_info){ .size = i ? 4097 : first - 1, .role = -7 };
		ck_assert_int_eq(zairyu_card_object(&card, 0, &info), ZAIRYU_ERR_ABI);
		ck_assert_int_eq(zairyu_card_object(&card, SIZE_MAX, &info), ZAIRYU_ERR_ABI);
		ck_assert_int_eq(info.role, -7);
	}
	ck_assert_int_eq(zairyu_card_object(&card, 0, NULL), ZAIRYU_ERR_ARGUMENT);
	info.size = sizeof info;
	ck_assert_int_eq(zairyu_card_object(NULL, 0, &info), ZAIRYU_ERR_ARGUMENT);
}
END_TEST

SUITE_MAIN("card", 10, types_of_cards, versions, no_card, names, files_of_cards, lookups, objects, signed_orders,
	   sizes_of_the_structure)
