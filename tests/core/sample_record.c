/* SPDX-License-Identifier: BSD-2-Clause */
/* Records of fictional holders, for tests. */
#include "sample_record.h"

#include <check.h>
#include <openssl/evp.h>
#include <string.h>

const char *const sample_types[SAMPLE_TYPES] = { "1", "2", "05", "06" };

static const char *const sample_texts[ZAIRYU_FIELD_LAST + 1] = {
	[ZAIRYU_FIELD_ADDRESS] = SAMPLE_ADDRESS,
	[ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION] = "許可（原則週28時間以内・風俗営業等の従事を除く）",
	[ZAIRYU_FIELD_INDIVIDUAL_PERMISSION] = "許可（資格外活動許可書に記載された範囲内の活動）",
	[ZAIRYU_FIELD_RESERVED] = "予備の文字",
	[ZAIRYU_FIELD_CARD_NUMBER] = SAMPLE_NUMBER,
};

static const char *const sample_codes[ZAIRYU_FIELD_LAST + 1] = {
	[ZAIRYU_FIELD_MUNICIPALITY] = "131016",
	[ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION] = "1",
	[ZAIRYU_FIELD_INDIVIDUAL_PERMISSION] = "0",
	[ZAIRYU_FIELD_RENEWAL_PENDING] = "1",
	[ZAIRYU_FIELD_SEX] = "2",
	[ZAIRYU_FIELD_NATIONALITY] = "UTO",
	[ZAIRYU_FIELD_STATUS_OF_RESIDENCE] = "X1",
	[ZAIRYU_FIELD_PERIOD_OF_STAY] = "0103",
	[ZAIRYU_FIELD_PERMISSION_TYPE] = "01",
	[ZAIRYU_FIELD_WORK_RESTRICTION] = "4",
	[ZAIRYU_FIELD_COMMISSIONER_ENTRY] = "0",
};

const char *sample_value(int field, int type)
{
	if (type == ZAIRYU_FIELD_TYPE_TEXT)
		return sample_texts[field];
	if (type == ZAIRYU_FIELD_TYPE_CODE)
		return sample_codes[field];
	return type == ZAIRYU_FIELD_TYPE_DATE ? "20280229" : NULL;
}

zairyu_bytes bytes_of(const char *text)
{
	return (zairyu_bytes){ .data = (const uint8_t *)text, .len = strlen(text) };
}

void put_object(struct buffer *b, uint32_t tag, zairyu_bytes value, size_t capacity)
{
	size_t len = value.len > capacity ? value.len : capacity;

	if (tag > 0xFF)
		buffer_u8(b, (uint8_t)(tag >> 8));
	buffer_u8(b, (uint8_t)tag);
	if (len > 0xFF)
		buffer_u8(b, 0x82);
	else if (len > 0x7F)
		buffer_u8(b, 0x81);
	if (len > 0xFF)
		buffer_u16(b, (uint16_t)len);
	else
		buffer_u8(b, (uint8_t)len);
	buffer_append(b, value);
	buffer_extend(b, len - value.len);
}

/* As much of an image or certificate as shows where it ends: after `len` bytes. */
static void put_extent(uint8_t *at, enum card_extent kind, size_t len)
{
	switch (kind) {
	case CARD_EXTENT_TIFF: /* a directory of one strip, which follows it */
		memcpy(at,
		       LITERAL("II*\0\x08\0\0\0\2\0\x11\1\4\0\1\0\0\0\x26\0\0\0\x17\1\4\0\1\0\0\0\0\0\0\0\0\0\0\0"));
		at[30] = (uint8_t)(len - 38);
		at[31] = (uint8_t)((len - 38) >> 8);
		break;
	case CARD_EXTENT_JP2: /* SOC, one tile-part, EOC */
		memcpy(at, LITERAL("\xFF\x4F\xFF\x90\0\x0A\0\0\0\0"));
		at[10] = (uint8_t)((len - 4) >> 8);
		at[11] = (uint8_t)(len - 4);
		memcpy(at + len - 2, LITERAL("\xFF\xD9"));
		break;
	case CARD_EXTENT_CERTIFICATE:
		memcpy(at, LITERAL("\x30\x82"));
		at[2] = (uint8_t)((len - 4) >> 8);
		at[3] = (uint8_t)(len - 4);
		break;
	default:
		break;
	}
}

/* Images and signatures are bytes that mean nothing, but that one can see where they end. */
static zairyu_bytes filler(uint8_t room[8192], const struct card_object *object)
{
	size_t len = object->capacity > 1000 ? object->capacity - 333u : object->capacity;

	if (object->tag == 0xDC)
		len = 96; /* what cards hold, of the 104 a DER form may take */
	for (size_t i = 0; i < len; i++)
		room[i] = (uint8_t)(0xA5 ^ (i & 7));
	put_extent(room, object->extent, len);
	return (zairyu_bytes){ .data = room, .len = len };
}

static zairyu_bytes object_value(uint8_t room[8192], const zairyu_card *card, const struct card_object *object)
{
	if (object->tag == 0xC0)
		return BYTES("0001");
	if (object->tag == 0xC1)
		return bytes_of(card->type->value);
	return object->field ? bytes_of(sample_value(object->field, object->type)) : filler(room, object);
}

/* A file as a card of that type would hold it, of the specified size. */
static void sample_file(struct buffer *b, const zairyu_card *card, const struct card_file *file)
{
	uint8_t room[8192];
	size_t size = card_file_size(card, file);

	for (size_t i = 0; i < file->object_count; i++) {
		const struct card_object *object = &file->objects[i];
		zairyu_bytes value = object_value(room, card, object);
		size_t capacity = object->tag == 0xDC ? value.len : object->capacity;

		if (b->len + 2 + capacity > size) /* a certificate has fewer printed entries */
			break;
		put_object(b, object->tag, value, capacity);
	}
	ck_assert_uint_le(b->len, size);
	buffer_extend(b, size - b->len);
}

zairyu_bytes sample_padded(uint8_t room[8192], const char *head, size_t len, size_t size)
{
	memset(room, 0, 8192);
	memcpy(room, head, len);
	return (zairyu_bytes){ .data = room, .len = size };
}

zairyu_record *sample_begin(zairyu_context *ctx, const char *type)
{
	zairyu_card card;
	zairyu_record *record;
	struct record_origin origin = { .card = &card,
					.number = SAMPLE_NUMBER,
					.reader = SAMPLE_READER,
					.library_version = "9.8.7",
					.read_at = SAMPLE_READ_AT };

	ck_assert_int_eq(card_init(&card, bytes_of(type), BYTES("0001"), NULL), 0);
	ck_assert_int_eq(record_new(ctx, &origin, &record, NULL), 0);
	return record;
}

zairyu_record *sample_record(zairyu_context *ctx, const char *type)
{
	zairyu_record *record = sample_begin(ctx, type);
	const struct card_family *family = record->card.type->family;

	/* Backwards, since a record has its own order. */
	for (size_t i = family->file_count; i-- > 0;) {
		struct buffer b;

		if (!card_file_applies(&record->card, &family->files[i]))
			continue;
		buffer_init(&b);
		sample_file(&b, &record->card, &family->files[i]);
		ck_assert_int_eq(record_add_file(record, family->files[i].item,
						 (zairyu_bytes){ .data = b.data, .len = b.len }, 0, NULL),
				 0);
		buffer_done(&b);
	}
	ck_assert_int_eq(record_finish(record, NULL), 0);
	return record;
}

int sample_one(zairyu_context *ctx, const char *type, uint64_t item, zairyu_bytes file, zairyu_record **out)
{
	*out = sample_begin(ctx, type);
	ck_assert_int_eq(record_add_file(*out, item, file, 0, NULL), 0);
	return record_finish(*out, NULL);
}

zairyu_record *sample_field(zairyu_context *ctx, const char *type, int field, zairyu_bytes value)
{
	zairyu_record *shape = sample_begin(ctx, type), *record;
	const struct card_file *file = NULL;
	const struct card_object *object = card_object_by_field(&shape->card, field, &file);
	struct buffer b;

	ck_assert_ptr_nonnull(object);
	buffer_init(&b);
	put_object(&b, object->tag, value, object->capacity);
	ck_assert_int_eq(sample_one(ctx, type, file->item, (zairyu_bytes){ .data = b.data, .len = b.len }, &record), 0);
	buffer_done(&b);
	zairyu_record_free(shape);
	return record;
}

int sample_append(void *userdata, const void *data, size_t len)
{
	buffer_append(userdata, (zairyu_bytes){ .data = data, .len = len });
	return 0;
}

void sample_save(const zairyu_record *record, struct buffer *out)
{
	buffer_init(out);
	ck_assert_int_eq(zairyu_record_save(record, 0, sample_append, out, NULL), 0);
	ck_assert(!out->failed);
}

void sample_seal(struct buffer *b)
{
	uint8_t digest[32];

	for (size_t i = 0; i < 4; i++)
		b->data[12 + i] = (uint8_t)((b->len + 32) >> (8 * (3 - i)));
	ck_assert_int_eq(EVP_Digest(b->data, b->len, digest, NULL, EVP_sha256(), NULL), 1);
	buffer_append(b, (zairyu_bytes){ .data = digest, .len = 32 });
	ck_assert(!b->failed);
}

uint32_t sample_random(uint64_t *state)
{
	*state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(*state >> 33);
}
