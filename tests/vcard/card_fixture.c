/* SPDX-License-Identifier: BSD-2-Clause */
/* See card_fixture.h. */
#include "card_fixture.h"

#include <stdlib.h>
#include <string.h>

#define NUMBER "AA12345678BB"

struct layout {
	uint8_t df, sfi;
	enum vcard_access access;
	size_t len;
	const char *start; /* hex */
};

/* [G1 3.3], with the header of each file's first object. */
static const struct layout first_generation[] = {
	{ 0, 0x0B, VCARD_FREE, 6, "C00430303031" },
	{ 0, 0x0A, VCARD_FREE, 3, "C10131" },
	{ 1, 0x05, VCARD_AUTHENTICATED_SM, 7004, "D0821B58" },
	{ 1, 0x06, VCARD_AUTHENTICATED_SM, 3004, "D1820BB8" },
	{ 2, 0x01, VCARD_AUTHENTICATED, 342, "D208" },
	{ 2, 0x04, VCARD_AUTHENTICATED, 3, "D701" },
	{ 3, 0x02, VCARD_AUTHENTICATED, 1464, "DA820100" },
};

/* [G2 3.3] */
static const struct layout second_generation[] = {
	{ 0, 0x0B, VCARD_FREE, 6, "C00430303032" },
	{ 0, 0x0A, VCARD_FREE, 4, "C1023035" },
	{ 1, 0x01, VCARD_AUTHENTICATED_SM, 14, "C20C" },
	{ 1, 0x04, VCARD_AUTHENTICATED_SM, 5508, "D08209C4" },
	{ 1, 0x06, VCARD_AUTHENTICATED_SM, 2505, "DFD18209C4" },
	{ 2, 0x01, VCARD_AUTHENTICATED, 22, "D507" },
	{ 3, 0x02, VCARD_AUTHENTICATED, 704, "DC60" },
};

static const struct layout my_number[] = {
	{ 0, 0x0B, VCARD_FREE, 6, "C00430303031" },
	{ 0, 0x0A, VCARD_FREE, 4, "C1023037" },
};

const struct vector vectors[2] = {
	{
		.rnd_icc = "5A6E7E385162B7A3",
		.k_icc = "19D049490FFF52EEDBFCB930BC810ED0",
		.kenc = "6522B4E171195BB218223A976C040111",
		.e_ifd = "937745C20883A1BAD1E04193722A1592378F81A8F1DC589157AEB0F7544FA1BA",
		.m_ifd = "1AD7FB6A3389E017",
		.e_icc = "5860775B4D032CC564BA204B8EA868F694A74E7475A8FEF240588BDA1AF496CE",
		.m_icc = "59388FD6CD45248B",
		.ksenc = "CE94938E19E3B97DF96EABCEDC1715CC",
		.mutual_authenticate = "0082000028937745C20883A1BAD1E04193722A1592378F81A8F1DC589157AEB0F7544FA1BA1A"
				       "D7FB6A3389E01700",
		.mutual_authenticate_answer =
			"5860775B4D032CC564BA204B8EA868F694A74E7475A8FEF240588BDA1AF496CE59388FD6CD"
			"45248B",
		.verify = "08200086138611011AA82973DB959A811F9711D728F0EEF6",
	},
	{
		.rnd_icc = "921CE277323DA057",
		.k_icc = "2CC6AF9B8B607C662FDCAD27B401D08B",
		.kenc = "6522B4E171195BB218223A976C040111",
		.e_ifd = "4AD3C7B6BB484A52771977DED618B41DF841FA0476A05FBE041DEAD6109E773B",
		.m_ifd = "AC854617634F5397",
		.e_icc = "289A96B1DA6AE3DA87770419BFD14F0BDAD15F36432B5A946C188C7221759A62",
		.m_icc = "FA942EC51E62FF5F",
		.ksenc = "C19CF13D3D7FBEE9EA293D834C88952F",
		.mutual_authenticate = "00820000284AD3C7B6BB484A52771977DED618B41DF841FA0476A05FBE041DEAD6109E773BAC"
				       "854617634F539700",
		.mutual_authenticate_answer =
			"289A96B1DA6AE3DA87770419BFD14F0BDAD15F36432B5A946C188C7221759A62FA942EC51E"
			"62FF5F",
		.verify = "0820008613861101EE0B31EF877F68D071C56D58C72E6748",
	},
};

static const struct vector *vector_of(const zairyu_vcard *card)
{
	return &vectors[card->files.second_generation];
}

size_t unhex(const char *hex, uint8_t *out, size_t cap)
{
	size_t len = strlen(hex) / 2;

	ck_assert_uint_eq(strlen(hex) % 2, 0);
	ck_assert_uint_le(len, cap);
	for (size_t i = 0; i < len; i++) {
		char byte[3] = { hex[2 * i], hex[2 * i + 1], '\0' };
		char *end;

		out[i] = (uint8_t)strtoul(byte, &end, 16);
		ck_assert(*end == '\0');
	}
	return len;
}

void ck_hex(const uint8_t *bytes, size_t len, const char *hex)
{
	uint8_t wanted[256];

	ck_assert_uint_eq(len, unhex(hex, wanted, sizeof wanted));
	ck_assert_mem_eq(bytes, wanted, len);
}

/* The header, then bytes that count up, so that every offset shows. */
static void add_file(struct vcard_files *files, const struct layout *layout)
{
	struct vcard_file *file = &files->file[files->count++];

	file->df = layout->df;
	file->sfi = layout->sfi;
	file->access = layout->access;
	file->len = layout->len;
	file->data = malloc(layout->len);
	ck_assert_ptr_nonnull(file->data);
	for (size_t i = 0; i < layout->len; i++)
		file->data[i] = (uint8_t)(i + (i >> 8) + layout->sfi);
	unhex(layout->start, file->data, layout->len);
}

static zairyu_vcard *make(enum vcard_nature nature, bool second, const struct layout *layout, size_t count)
{
	zairyu_vcard *card = vcard_blank();

	ck_assert_ptr_nonnull(card);
	card->files.nature = nature;
	card->files.second_generation = second;
	memcpy(card->files.number, NUMBER, sizeof(NUMBER));
	for (size_t i = 0; i < count; i++)
		add_file(&card->files, &layout[i]);
	ck_assert_int_eq(chip_init(&card->chip, &card->files), ZAIRYU_OK);
	return card;
}

zairyu_vcard *card_of_type(const char *type)
{
	bool second = type[0] == '0';
	zairyu_vcard *card = second ? make(VCARD_RESIDENCE, true, second_generation, COUNT(second_generation))
				    : make(VCARD_RESIDENCE, false, first_generation, COUNT(first_generation));
	uint8_t rnd_icc[8], k_icc[16];

	strcpy(card->files.type, type);
	memcpy(card->files.file[1].data + 2, type, strlen(type));
	unhex(vector_of(card)->rnd_icc, rnd_icc, sizeof rnd_icc);
	unhex(vector_of(card)->k_icc, k_icc, sizeof k_icc);
	ck_assert_int_eq(zairyu_vcard_set_random(card, (zairyu_bytes){ rnd_icc, 8 }, (zairyu_bytes){ k_icc, 16 }),
			 ZAIRYU_OK);
	return card;
}

zairyu_vcard *card_of_nature(enum vcard_nature nature)
{
	return make(nature, true, my_number, nature == VCARD_MY_NUMBER ? COUNT(my_number) : 0);
}

const struct reply *tell(zairyu_vcard *card, const char *hex)
{
	static struct reply reply;
	uint8_t command[512];
	zairyu_bytes bytes = { command, unhex(hex, command, sizeof command) };
	size_t len = 1;

	reply.rc = zairyu_vcard_process(card, bytes, reply.data, sizeof reply.data, &len);
	if (reply.rc == ZAIRYU_VCARD_REMOVED)
		ck_assert_uint_eq(len, 0);
	reply.len = len >= 2 ? len - 2 : 0;
	reply.sw = len >= 2 ? (unsigned)reply.data[len - 2] << 8 | reply.data[len - 1] : 0;
	return &reply;
}

const struct reply *ck_sw(zairyu_vcard *card, const char *hex, unsigned sw)
{
	const struct reply *reply = tell(card, hex);

	ck_assert_int_eq(reply->rc, ZAIRYU_VCARD_ANSWER);
	ck_assert_msg(reply->sw == sw, "%s: %04X instead of %04X", hex, reply->sw, sw);
	if (sw != SW_OK)
		ck_assert_uint_eq(reply->len, 0);
	return reply;
}

void ck_answer(zairyu_vcard *card, const char *hex, unsigned sw, const char *data)
{
	const struct reply *reply = ck_sw(card, hex, sw);

	ck_hex(reply->data, reply->len, data);
}

void agree(zairyu_vcard *card)
{
	const struct vector *vector = vector_of(card);

	ck_answer(card, CHALLENGE, SW_OK, vector->rnd_icc);
	ck_answer(card, vector->mutual_authenticate, SW_OK, vector->mutual_authenticate_answer);
}

void authenticate(zairyu_vcard *card)
{
	agree(card);
	ck_answer(card, vector_of(card)->verify, SW_OK, "");
}

size_t open_reply(const zairyu_vcard *card, const struct reply *reply, uint8_t *out)
{
	uint8_t key[CHIP_KEY];
	size_t at = 1, len;

	unhex(vector_of(card)->ksenc, key, sizeof key);
	ck_assert_uint_eq(reply->data[0], 0x86);
	len = reply->data[at++];
	if (len > 0x80) {
		size_t digits = len & 0x7F;

		for (len = 0; digits > 0; digits--)
			len = len << 8 | reply->data[at++];
	}
	ck_assert_uint_eq(reply->data[at++], 0x01);
	len--;
	ck_assert_uint_eq(reply->len, at + len);
	ck_assert(chip_decrypt(card->chip.crypto, key, reply->data + at, len, out));
	while (len > 0 && out[len - 1] == 0)
		len--;
	ck_assert_uint_gt(len, 0);
	ck_assert_uint_eq(out[len - 1], 0x80);
	return len - 1;
}
