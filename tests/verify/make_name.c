/* SPDX-License-Identifier: BSD-2-Clause */
/* Distinguished names of test certificates, usual and odd. */
#include "make_name.h"

#include <string.h>

static void add_attribute(struct blob *to, enum form form, const char *oid, uint8_t tag, const char *value)
{
	struct blob attribute = { .len = 0 };

	blob_element(&attribute, form, 0x06, oid, 3);
	blob_element(&attribute, form, tag, value, strlen(value));
	blob_wrap(to, form, 0x30, &attribute);
}

static void add_part(struct blob *to, enum form form, const char *oid, uint8_t tag, const char *value)
{
	struct blob set = { .len = 0 };

	add_attribute(&set, form, oid, tag, value);
	blob_wrap(to, form, 0x31, &set);
}

/* Organisation and unit in one SET, in the order of DER or in the other one. */
static void add_pair(struct blob *to, enum form form, bool swap)
{
	struct blob set = { .len = 0 };

	for (int i = 0; i < 2; i++)
		add_attribute(&set, form, (i == 0) == swap ? "\x55\x04\x0B" : "\x55\x04\x0A", 0x0C, "Unit");
	blob_wrap(to, form, 0x31, &set);
}

/* Each is signed like any other. */
void make_odd_name(struct blob *to, enum form form, enum odd_name odd)
{
	static const char huge_oid[] = "\x2A\x86\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F";
	struct blob inside = { .len = 0 }, part = { .len = 0 }, attribute = { .len = 0 };

	add_part(&inside, form, "\x55\x04\x06", 0x13, "JP");
	if (odd == NAME_EMPTY_PART)
		blob_wrap(&inside, form, 0x31, &part);
	if (odd == NAME_NOT_A_SET)
		blob_element(&inside, form, 0x0C, "Name", 4);
	if (odd == NAME_OF_HUGE_OID) {
		blob_element(&attribute, form, 0x06, huge_oid, sizeof huge_oid - 1);
		blob_element(&attribute, form, 0x0C, "Name", 4);
		blob_wrap(&part, form, 0x30, &attribute);
		blob_wrap(&inside, form, 0x31, &part);
	}
	if (odd == NAME_OF_NOTHING)
		inside.len = 0;
	else
		add_part(&inside, form, "\x55\x04\x03", 0x0C, "Odd");
	blob_wrap(to, form, 0x30, &inside);
}

void make_name(struct blob *to, enum form form, const char *common_name, uint8_t tag)
{
	struct blob inside = { .len = 0 };

	add_part(&inside, form, "\x55\x04\x06", 0x13, "JP");
	add_part(&inside, form, "\x55\x04\x0A", tag, "Nobody's Government");
	add_part(&inside, form, "\x55\x04\x03", tag, common_name);
	blob_wrap(to, form, 0x30, &inside);
}

void make_issuer_name(struct blob *to, const struct certificate_plan *plan)
{
	uint8_t tag = plan->issuer_string_tag ? (uint8_t)plan->issuer_string_tag[0] : 0x0C;
	struct blob inside = { .len = 0 };

	if (plan->odd_issuer != NAME_USUAL) {
		make_odd_name(to, plan->form, plan->odd_issuer);
		return;
	}
	if (!plan->pair_of_units) {
		make_name(to, plan->form, plan->issuer, tag);
		return;
	}
	add_pair(&inside, plan->form, plan->swap_parts);
	add_part(&inside, plan->form, "\x55\x04\x03", tag, plan->issuer);
	blob_wrap(to, plan->form, 0x30, &inside);
}
