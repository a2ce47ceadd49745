/* SPDX-License-Identifier: BSD-2-Clause */
#include "ber_forms.h"

#include <check.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "der/to_der.h"

struct tlv {
	uint8_t tag;
	zairyu_bytes content;
};

/* DER only, and on its own: this must not be wrong together with what it tests. */
static bool take(zairyu_bytes *in, struct tlv *out)
{
	size_t count, len;

	if (in->len < 2 || (in->data[0] & 0x1F) == 0x1F || in->data[0] == 0)
		return false;
	count = in->data[1] > 0x80 ? in->data[1] - 0x80u : 0;
	len = count == 0 ? in->data[1] : 0;
	if (in->data[1] == 0x80 || count > 2 || in->len < 2 + count)
		return false;
	for (size_t i = 0; i < count; i++)
		len = len << 8 | in->data[2 + i];
	if (in->len - 2 - count < len)
		return false;
	*out = (struct tlv){ in->data[0], { in->data + 2 + count, len } };
	*in = (zairyu_bytes){ in->data + 2 + count + len, in->len - 2 - count - len };
	return true;
}

static bool is_one_element(zairyu_bytes in)
{
	struct tlv element;

	return take(&in, &element) && in.len == 0;
}

static bool is_string(uint8_t tag)
{
	return tag == 0x03 || tag == 0x04 || tag == 0x0C || (tag >= 0x12 && tag <= 0x1E);
}

static void put(struct blob *to, unsigned forms, uint8_t tag, zairyu_bytes content)
{
	bool open = (tag & 0x20) != 0 && (forms & BER_INDEFINITE) != 0;
	enum form form = open ? FORM_INDEFINITE : (forms & BER_LONG) != 0 ? FORM_LONG : FORM_DER;

	blob_element(to, form, tag, content.data, content.len);
}

/* Two pieces, the first of which is again in pieces while there is something to part. */
static void put_in_pieces(struct blob *to, unsigned forms, uint8_t tag, zairyu_bytes content)
{
	bool bits = tag == 0x03;
	size_t half = content.len / 2;
	struct blob inside = { .len = 0 }, rest = { .len = 0 }, first = { .len = 0 };

	if (content.len < 4) {
		put(to, forms, tag, content);
		return;
	}
	blob_add(&first, content.data, half);
	if (bits) { /* only the last piece has unused bits */
		first.data[0] = 0;
		blob_add(&rest, content.data, 1);
	}
	blob_add(&rest, content.data + half, content.len - half);
	put_in_pieces(&inside, forms, bits ? tag : 0x04, blob_bytes(&first));
	put(&inside, forms, bits ? tag : 0x04, blob_bytes(&rest));
	put(to, forms, tag | 0x20u, blob_bytes(&inside));
}

static void put_members(struct blob *to, unsigned forms, uint8_t tag, zairyu_bytes in)
{
	struct blob members = { .len = 0 };
	struct tlv member;

	for (zairyu_bytes rest = in; tag == 0x31 && (forms & BER_VALUES) != 0 && rest.len > 0;) {
		struct blob before = { .len = 0 };
		zairyu_bytes one = rest;

		ck_assert(take(&rest, &member));
		one.len -= rest.len;
		ber_write(&before, one, forms);
		blob_add(&before, members.data, members.len);
		members = before;
	}
	if (members.len == 0)
		ber_write(&members, in, forms);
	put(to, forms, tag, blob_bytes(&members));
}

static void spoil_value(struct blob *value, uint8_t tag, unsigned forms)
{
	if ((forms & BER_VALUES) != 0 && tag == 0x01 && value->data[0] == 0xFF)
		value->data[0] = 0x40;
	if ((forms & BER_VALUES) != 0 && tag == 0x03 && value->len > 1)
		value->data[value->len - 1] |= (uint8_t)((1u << value->data[0]) - 1);
	if ((forms & BER_INTEGERS) != 0 && tag == 0x02) {
		struct blob longer = { .len = 2 };

		memset(longer.data, value->data[0] >= 0x80 ? 0xFF : 0, 2);
		blob_add(&longer, value->data, value->len);
		*value = longer;
	}
}

/* What a string wraps, in these forms too; at one level, since a second is no encoding any more but somebody's bytes.
 */
static void rewrite_inside(struct blob *value, uint8_t tag, unsigned forms)
{
	size_t from = tag == 0x03 ? 1 : 0;
	zairyu_bytes wrapped;
	struct blob again;

	if ((forms & BER_INSIDE) == 0 || value->len <= from || (tag != 0x04 && tag != 0x03) ||
	    (tag == 0x03 && value->data[1] != 0x30))
		return;
	wrapped = (zairyu_bytes){ value->data + from, value->len - from };
	if (!is_one_element(wrapped))
		return;
	again = (struct blob){ .len = 0 };
	blob_add(&again, value->data, from);
	ber_write(&again, wrapped, forms & ~(unsigned)BER_INSIDE);
	*value = again;
}

void ber_write(struct blob *to, zairyu_bytes der, unsigned forms)
{
	struct tlv element;

	while (der.len > 0) {
		struct blob value;

		ck_assert(take(&der, &element));
		if ((element.tag & 0x20) != 0) {
			put_members(to, forms, element.tag, element.content);
			continue;
		}
		value = (struct blob){ .len = 0 };
		blob_add(&value, element.content.data, element.content.len);
		spoil_value(&value, element.tag, forms);
		rewrite_inside(&value, element.tag, forms);
		if ((forms & BER_PIECES) != 0 && is_string(element.tag))
			put_in_pieces(to, forms, element.tag, blob_bytes(&value));
		else
			put(to, forms, element.tag, blob_bytes(&value));
	}
}

static void expect_der(zairyu_bytes in, unsigned rules, zairyu_bytes der, unsigned forms)
{
	uint8_t *again;
	size_t len;
	uint8_t *exact = malloc(in.len); /* so that a step outside is seen */

	memcpy(exact, in.data, in.len);
	ck_assert_int_eq(to_der((zairyu_bytes){ exact, in.len }, rules, &again, &len), 0);
	ck_assert_msg(len == der.len && memcmp(again, der.data, len) == 0, "forms %02X, rules %u", forms, rules);
	free(again);
	free(exact);
}

void expect_round_trips(zairyu_bytes certificate)
{
	for (unsigned rules = 0; rules < TO_DER_RULES; rules++)
		expect_der(certificate, rules, certificate, 0);
	for (unsigned forms = 0; forms < BER_FORMS; forms++) {
		struct blob ber = { .len = 0 };
		unsigned rules = ((forms & BER_INSIDE) != 0 ? TO_DER_WRAPPED : 0u) |
				 ((forms & BER_INTEGERS) != 0 ? TO_DER_INTEGERS : 0u);

		ber_write(&ber, certificate, forms);
		expect_der(blob_bytes(&ber), rules, certificate, forms);
		expect_der(blob_bytes(&ber), TO_DER_WRAPPED | TO_DER_INTEGERS, certificate, forms);
	}
}
