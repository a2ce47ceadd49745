/* SPDX-License-Identifier: BSD-2-Clause */
/* The kinds of readers the option `reader` knows. */
#include "base/vcard_reader.h"

#include "base/option.h"

/* A short command is at most header, Lc, 255 bytes and Le; a short answer 256 bytes and the status word. */
enum { SHORT_COMMAND = 261, SHORT_RESPONSE = 258 };
/* In extended form Lc takes three bytes and Le two. */
enum { EXTENDED_COMMAND = 4 + 3 + 65535 + 2 };

static const struct {
	const char *name;
	struct vcard_reader reader;
} readers[] = {
	{ "extended", { .max_command = EXTENDED_COMMAND, .max_response = ZAIRYU_RESPONSE_MAX, .tells = true } },
	{ "short", { .max_command = SHORT_COMMAND, .max_response = SHORT_RESPONSE, .short_only = true } },
	{ "short-6700",
	  { .max_command = SHORT_COMMAND, .max_response = SHORT_RESPONSE, .short_only = true, .says_6700 = true } },
	{ "twice", { .twice = true } },
	{ "zeros", { .zeros = true } },
	{ "short-told",
	  { .max_command = SHORT_COMMAND, .max_response = SHORT_RESPONSE, .short_only = true, .tells = true } },
};

/* cut-N: answers end after N bytes. */
static bool parse_cut(struct option_value value, struct vcard_reader *reader)
{
	struct option_value word = value, number;
	uint32_t cut = 0;

	option_split(&word, '-', &number);
	if (!option_is(word, "cut") || !option_number(number, &cut) || cut == 0 || cut > ZAIRYU_RESPONSE_MAX)
		return false;
	*reader = (struct vcard_reader){ .cut = cut };
	return true;
}

bool reader_is_chosen(const char *options)
{
	struct option_value value;

	return option_find(options, "reader", &value) && value.text;
}

int reader_from_options(struct vcard_reader *reader, const char *options, zairyu_error **err)
{
	struct option_value value;
	bool well_formed = option_find(options, "reader", &value);

	*reader = readers[0].reader;
	if (well_formed && !value.text)
		return ZAIRYU_OK;
	for (size_t i = 0; well_formed && i < sizeof readers / sizeof *readers; i++) {
		if (option_is(value, readers[i].name)) {
			*reader = readers[i].reader;
			return ZAIRYU_OK;
		}
	}
	if (well_formed && parse_cut(value, reader))
		return ZAIRYU_OK;
	return zairyu_error_set(
		err, ZAIRYU_ERR_ARGUMENT, NULL, 0,
		"option \"reader\": extended, short, short-6700, short-told, cut-N, twice or zeros is required, once");
}
