/* SPDX-License-Identifier: BSD-2-Clause */
/* zairyu-virtual(7) names exactly what the library has: keys with their values and defaults, variants, faults, readers.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zairyu/vcard.h>

#include "../support/suite.h"
#include "base/vcard_reader.h"
#include "profile/profile.h"

enum { LINE_MAX_BYTES = 1024, NAMES_MAX = 256, NAME_SIZE = 40 };

/* What one section of the page lists: each name, what stands in brackets behind it, and its default. */
struct entry {
	char name[NAME_SIZE];
	char brackets[64];
	char fallback[400]; /* the line "Default: …" without its full stop */
};
struct section {
	struct entry entry[NAMES_MAX];
	size_t count;
};

/* ".It Cm name , Cm name Pq what": every name is an entry. */
static void take_names(struct section *section, const char *line)
{
	const char *brackets = strstr(line, " Pq ");
	const char *end = brackets ? brackets : line + strlen(line);

	for (const char *at = strstr(line, "Cm "); at && at < end; at = strstr(at, "Cm ")) {
		struct entry *entry = &section->entry[section->count++];
		size_t len = strcspn(at += 3, " \n");

		ck_assert_uint_lt(section->count, NAMES_MAX);
		ck_assert_uint_lt(len, sizeof entry->name);
		memcpy(entry->name, at, len);
		snprintf(entry->brackets, sizeof entry->brackets, "%s", brackets ? brackets + 4 : "");
	}
}

static void take_line(struct section *section, char *line)
{
	line[strcspn(line, "\n")] = '\0';
	if (strncmp(line, ".It Cm ", 7) == 0)
		take_names(section, line);
	if (strncmp(line, "Default: ", 9) == 0) {
		struct entry *entry = &section->entry[section->count - 1];

		ck_assert_uint_gt(section->count, 0);
		ck_assert_str_eq(entry->fallback, "");
		ck_assert_str_eq(line + strlen(line) - 1, ".");
		line[strlen(line) - 1] = '\0';
		ck_assert_int_lt(snprintf(entry->fallback, sizeof entry->fallback, "%s", line + 9),
				 (int)sizeof entry->fallback);
	}
}

/* Freed by the caller. Each name is there once. */
static struct section *read_section(const char *title)
{
	struct section *section = calloc(1, sizeof *section);
	char line[LINE_MAX_BYTES];
	bool inside = false;
	FILE *page = fopen(VIRTUAL_PAGE, "r");

	ck_assert(page && section);
	while (fgets(line, sizeof line, page)) {
		if (strncmp(line, ".Sh ", 4) == 0)
			inside = strncmp(line + 4, title, strlen(title)) == 0;
		else if (inside)
			take_line(section, line);
	}
	fclose(page);
	ck_assert_uint_gt(section->count, 0);
	for (size_t i = 0; i < section->count; i++)
		for (size_t k = 0; k < i; k++)
			ck_assert_msg(strcmp(section->entry[i].name, section->entry[k].name) != 0, "twice: %s",
				      section->entry[i].name);
	return section;
}

static const struct entry *find(const struct section *section, const char *name)
{
	for (size_t i = 0; i < section->count; i++)
		if (strcmp(section->entry[i].name, name) == 0)
			return &section->entry[i];
	ck_abort_msg("not on the page: %s", name);
	return NULL;
}

START_TEST(keys)
{
	struct section *page = read_section("KEYS");
	size_t known = 0;
	const char *name;

	for (size_t i = 0; (name = profile_special_name(i)); i++, known++)
		find(page, name);
	for (size_t i = 0; (name = profile_key_name(i)); i++, known++)
		find(page, name);
	ck_assert_uint_eq(page->count, known);
	free(page);
}
END_TEST

static bool takes(size_t key, const char *value)
{
	struct profile profile = { 0 };

	return !profile_set(&profile, (enum profile_key)key, value);
}

/* Whether `max` bytes are the most that the key takes, and that they are `letter`s. */
static void check_length(size_t key, char letter, unsigned max)
{
	char value[PROFILE_VALUE_SIZE + 1] = "";

	ck_assert_uint_lt(max, PROFILE_VALUE_SIZE);
	memset(value, letter, max);
	ck_assert_msg(takes(key, value), "%s does not take %u", profile_key_name(key), max);
	value[max] = letter;
	ck_assert_msg(!takes(key, value), "%s takes more than %u", profile_key_name(key), max);
}

static void check_choice(size_t key, const char *brackets)
{
	for (char c = '!'; c < 0x7F; c++) {
		const char value[] = { c, '\0' };

		ck_assert_msg(takes(key, value) == (c != ',' && strchr(brackets, c)), "%s: %s", profile_key_name(key),
			      value);
	}
}

static void check_values(size_t key, const char *brackets)
{
	const bool any_letter = takes(key, "a");
	unsigned max;

	if (strcmp(brackets, "date") == 0)
		ck_assert(takes(key, "20240229") && takes(key, "2024-02-29") && !takes(key, "20230229") && !any_letter);
	else if (sscanf(brackets, "text , %u", &max) == 1)
		check_length(key, 'a', max);
	else if (sscanf(brackets, "code , %u", &max) == 1) {
		check_length(key, 'A', max);
		ck_assert(!any_letter && takes(key, "0"));
	} else
		check_choice(key, brackets);
}

START_TEST(values_of_keys)
{
	struct section *page = read_section("KEYS");
	const char *name;

	for (size_t i = 0; (name = profile_key_name(i)); i++)
		check_values(i, find(page, name)->brackets);
	free(page);
}
END_TEST

/* "A, of a certificate B" or "A, of the second generation B", or "nothing". */
static const char *default_of(char *fallback, enum card_type type)
{
	static const struct {
		const char *words;
		unsigned types;
	} others[] = { { ", of a certificate ", 1u << TYPE_2 | ON_06 }, { ", of the second generation ", ON_SECOND } };

	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		char *at = strstr(fallback, others[i].words);

		if (!at)
			continue;
		if (others[i].types & (1u << type))
			return at + strlen(others[i].words);
		*at = '\0';
	}
	return strcmp(fallback, "nothing") == 0 ? "" : fallback;
}

START_TEST(defaults_of_keys)
{
	static const char *const types[TYPES] = { "type=1", "type=2", "type=05", "type=06" };
	struct section *page = read_section("KEYS");

	for (size_t type = 0; type < TYPES; type++) {
		struct profile profile;
		const char *name;

		ck_assert_int_eq(profile_parse(types[type], &profile, NULL), ZAIRYU_OK);
		for (size_t i = 0; (name = profile_key_name(i)); i++) {
			char fallback[sizeof page->entry->fallback];

			snprintf(fallback, sizeof fallback, "%s", find(page, name)->fallback);
			ck_assert_str_ne(fallback, "");
			ck_assert_str_eq(default_of(fallback, (enum card_type)type), profile.value[i]);
		}
		ck_assert_str_eq(find(page, "number")->fallback, profile.number);
		ck_assert_uint_eq(strtoull(find(page, "seed")->fallback, NULL, 10), profile.seed);
	}
	free(page);
}
END_TEST

static unsigned types_of(const struct entry *entry)
{
	static const struct {
		const char *words;
		unsigned types;
	} words[] = {
		{ "all", ON_ALL }, { "first", ON_FIRST }, { "second", ON_SECOND }, { "1", ON_1 }, { "05", ON_05 }
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(entry->brackets, words[i].words) == 0)
			return words[i].types;
	ck_abort_msg("%s has unknown types: %s", entry->name, entry->brackets);
	return 0;
}

START_TEST(variants)
{
	struct section *page = read_section("VARIANTS");
	size_t known = 0;

	for (; variant_name(known); known++)
		ck_assert_msg(types_of(find(page, variant_name(known))) == variant_types(known),
			      "%s: not of these types", variant_name(known));
	ck_assert_uint_eq(page->count, known);
	free(page);
}
END_TEST

START_TEST(faults)
{
	struct section *page = read_section("FAULTS");

	for (int fault = 1; fault <= ZAIRYU_FAULT_LAST; fault++)
		find(page, zairyu_fault_name(fault));
	ck_assert_uint_eq(page->count, ZAIRYU_FAULT_LAST);
	free(page);
}
END_TEST

/* The message about an unknown one has them all. */
START_TEST(readers)
{
	struct section *page = read_section("READERS");
	struct vcard_reader reader;
	zairyu_error *err = NULL;
	size_t known = 0;
	char words[256], *rest = words;

	ck_assert_int_eq(reader_from_options(&reader, "reader=nonsense", &err), ZAIRYU_ERR_ARGUMENT);
	snprintf(words, sizeof words, "%s", strchr(zairyu_error_message(err), ':') + 1);
	zairyu_error_free(err);
	*strstr(words, " is required") = '\0';
	for (char *word; (word = strtok_r(rest, " ,", &rest));) {
		if (strcmp(word, "or") == 0)
			continue;
		find(page, word);
		known++;
	}
	ck_assert_uint_eq(page->count, known);
	for (size_t i = 0; i < page->count; i++) {
		char options[64];
		const char *name = page->entry[i].name;

		snprintf(options, sizeof options, "reader=%s", strcmp(name, "cut-N") == 0 ? "cut-100" : name);
		ck_assert_msg(reader_from_options(&reader, options, NULL) == ZAIRYU_OK, "%s", name);
	}
	free(page);
}
END_TEST

SUITE_MAIN("manual of the virtual card", 10, keys, values_of_keys, defaults_of_keys, variants, faults, readers)
