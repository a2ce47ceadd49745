/* SPDX-License-Identifier: BSD-2-Clause */
/* The words of the saved form (doc/twin-format.md). */
#include "twin/words.h"

#include <string.h>

static const struct piece_word words[] = {
	{ "keep", PIECE_KEEP, 0, TAKES_BYTES },
	{ "made", PIECE_MADE, 0, TAKES_BYTES },
	{ "fill", PIECE_FILL, 0, TAKES_BYTE_AND_COUNT },
	{ "noise", PIECE_NOISE, FORM_ANY, TAKES_COUNT },
	{ "noise-low", PIECE_NOISE, FORM_LOW, TAKES_COUNT },
	{ "noise-high", PIECE_NOISE, FORM_HIGH, TAKES_COUNT },
	{ "letters", PIECE_LETTERS, 0, TAKES_COUNT },
	{ "number", PIECE_NUMBER, 0, TAKES_COUNT },
	{ "modulus", PIECE_MODULUS, 0, TAKES_COUNT },
	{ "point", PIECE_POINT, 0, TAKES_COUNT },
	{ "subject-id", PIECE_SUBJECT_ID, 0, TAKES_COUNT },
	{ "authority-id", PIECE_AUTHORITY_ID, 0, TAKES_COUNT },
	{ "authority-name", PIECE_AUTHORITY_NAME, 0, TAKES_COUNT },
	{ "issuer-signature", PIECE_ISSUER_SIGNATURE, 0, TAKES_COUNT },
	{ "issuer-r-low", PIECE_ISSUER_R, FORM_LOW, TAKES_COUNT },
	{ "issuer-r-high", PIECE_ISSUER_R, FORM_HIGH, TAKES_COUNT },
	{ "issuer-s-low", PIECE_ISSUER_S, FORM_LOW, TAKES_COUNT },
	{ "issuer-s-high", PIECE_ISSUER_S, FORM_HIGH, TAKES_COUNT },
	{ "check-code", PIECE_CHECK_CODE, 0, TAKES_COUNT },
	{ "check-r-low", PIECE_CHECK_R, FORM_LOW, TAKES_COUNT },
	{ "check-r-high", PIECE_CHECK_R, FORM_HIGH, TAKES_COUNT },
	{ "check-s-low", PIECE_CHECK_S, FORM_LOW, TAKES_COUNT },
	{ "check-s-high", PIECE_CHECK_S, FORM_HIGH, TAKES_COUNT },
	{ "to-be-signed", PIECE_TBS, 0, TAKES_NOTHING },
	{ "to-be-signed-end", PIECE_TBS_END, 0, TAKES_NOTHING },
	{ "issuer", PIECE_ISSUER_NAME, 0, TAKES_NOTHING },
	{ "issuer-end", PIECE_ISSUER_NAME_END, 0, TAKES_NOTHING },
};

const struct piece_word *piece_word_at(size_t index)
{
	return index < sizeof words / sizeof *words ? &words[index] : NULL;
}

enum { CHOICES = 4 };

static const struct {
	const char *word;
	const char *choice[CHOICES];
} head[HEAD_LINES] = {
	[HEAD_TYPE] = { "type", { "1", "2", "05", "06" } },
	[HEAD_NATURE] = { "nature", { "residence", "foreign", "specified", "my-number" } },
	[HEAD_SIGNED_BY] = { "signed-by", { "authority", "stranger", "itself" } },
	[HEAD_SIGNED_OVER] = { "signed-over", { "stored", "der" } },
	[HEAD_DIGEST] = { "digest", { "sha-256", "sha-384", "sha-512" } },
	[HEAD_AUTHORITY] = { "authority", { "valid", "expired", "not-yet-valid" } },
	[HEAD_AUTHORITY_NAME] = { "authority-name", { "own", "issuer" } },
	[HEAD_CHECK_CODE] = { "check-code-is", { "right", "wrong" } },
	[HEAD_MISSING_FACE] = { "missing-face-is", { "nul", "nothing" } },
	[HEAD_SOURCE] = { "made-from", { "record", "trace" } },
	[HEAD_KEY] = { "key", { "first", "second" } },
};

const char *head_word(enum head_line line)
{
	return head[line].word;
}

const char *head_choice(enum head_line line, size_t index)
{
	return index < CHOICES ? head[line].choice[index] : NULL;
}

uint8_t head_find(enum head_line line, const char *word, size_t len)
{
	const char *choice;
	uint8_t index = 0;

	while ((choice = head_choice(line, index)) && (strlen(choice) != len || memcmp(choice, word, len) != 0))
		index++;
	return index;
}

const char *twin_type(const struct zairyu_twin *twin)
{
	return head_choice(HEAD_TYPE, twin->head[HEAD_TYPE]);
}

static const char *const event_kinds[] = {
	[EVENT_STATUS] = "status",   [EVENT_ERROR] = "error", [EVENT_CUT] = "cut",
	[EVENT_GARBLED] = "garbled", [EVENT_LATE] = "late",   [EVENT_CONNECT] = "connect",
};
static const char *const event_commands[] = {
	[ON_CONNECT] = "connecting",  [ON_SELECT] = "select",
	[ON_CHALLENGE] = "challenge", [ON_AUTHENTICATE] = "authenticate",
	[ON_VERIFY] = "verify",       [ON_READ] = "read",
	[ON_OTHER] = "other",
};
static const char *const refusals[] = {
	[REFUSES_NOTHING] = "nothing", [REFUSES_BY_ERROR] = "error", [REFUSES_BY_STATUS] = "status", [CUTS] = "cut",
	[GIVES_ZEROS] = "zeros",
};

const char *event_kind_word(size_t kind)
{
	return kind < sizeof event_kinds / sizeof *event_kinds ? event_kinds[kind] : NULL;
}

const char *event_command_word(size_t command)
{
	return command < sizeof event_commands / sizeof *event_commands ? event_commands[command] : NULL;
}

const char *refusal_word(size_t refusal)
{
	return refusal < sizeof refusals / sizeof *refusals ? refusals[refusal] : NULL;
}
