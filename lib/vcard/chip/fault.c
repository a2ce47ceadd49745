/* SPDX-License-Identifier: BSD-2-Clause */
/* The faults: their names, their options, and what they do to an answer. Those that concern the reader are in
 * vcard_process.c. */
#include "chip/fault.h"

#include <string.h>

#include "base/option.h"

enum { STATUS_LENGTH = 2, FILLER = 0xA5 };

typedef void fault_fn(uint32_t arg, struct chip_answer *answer);

static size_t data_length(const struct chip_answer *answer)
{
	return answer->len - STATUS_LENGTH;
}

/* Moves the status word to where the data now ends. */
static void set_data_length(struct chip_answer *answer, size_t len)
{
	memmove(answer->data + len, answer->data + data_length(answer), STATUS_LENGTH);
	answer->len = len + STATUS_LENGTH;
}

static void apply_short(uint32_t arg, struct chip_answer *answer)
{
	size_t len = data_length(answer);

	set_data_length(answer, arg < len ? len - arg : 0);
}

static void apply_long(uint32_t arg, struct chip_answer *answer)
{
	size_t len = data_length(answer);
	size_t room = CHIP_ANSWER_DATA_MAX - len;
	size_t more = arg < room ? arg : room;

	set_data_length(answer, len + more);
	memset(answer->data + len, FILLER, more);
}

static void apply_garble(uint32_t arg, struct chip_answer *answer)
{
	size_t len = data_length(answer);

	if (len > 0)
		answer->data[arg < len ? arg : len - 1] ^= 0x01;
}

/* The last byte of the length field, so that the object is off by one whatever the form. */
static void apply_length(uint32_t arg, struct chip_answer *answer)
{
	size_t at, len = data_length(answer);

	(void)arg;
	if (len < 2)
		return;
	at = (answer->data[0] & 0x1F) == 0x1F ? 2 : 1;
	if (at < len && answer->data[at] > 0x80)
		at += answer->data[at] & 0x7Fu;
	if (at < len)
		answer->data[at] ^= 0x01;
}

static void apply_empty(uint32_t arg, struct chip_answer *answer)
{
	(void)arg;
	answer->len = 0;
}

static const struct {
	const char *name;
	uint32_t default_arg; /* taken for an `arg` of 0 */
	uint32_t least, most; /* bounds of `arg` */
	fault_fn *apply;      /* NULL: not a matter of the answer */
} faults[ZAIRYU_FAULT_LAST + 1] = {
	[ZAIRYU_FAULT_NONE] = { NULL, 0, 0, UINT32_MAX, NULL },
	[ZAIRYU_FAULT_REMOVE] = { "remove", 0, 0, UINT32_MAX, NULL },
	[ZAIRYU_FAULT_STATUS] = { "status", 0, 1, 0xFFFF, NULL },
	[ZAIRYU_FAULT_SHORT] = { "short", 1, 1, UINT32_MAX, apply_short },
	[ZAIRYU_FAULT_LONG] = { "long", 1, 1, UINT32_MAX, apply_long },
	[ZAIRYU_FAULT_GARBLE] = { "garble", 0, 0, UINT32_MAX, apply_garble },
	[ZAIRYU_FAULT_STALE] = { "stale", 0, 0, UINT32_MAX, NULL },
	[ZAIRYU_FAULT_LENGTH] = { "length", 0, 0, UINT32_MAX, apply_length },
	[ZAIRYU_FAULT_EMPTY] = { "empty", 0, 0, UINT32_MAX, apply_empty },
	[ZAIRYU_FAULT_SILENCE] = { "silence", 0, 0, UINT32_MAX, NULL },
};

const char *zairyu_fault_name(int fault)
{
	return fault > ZAIRYU_FAULT_NONE && fault <= ZAIRYU_FAULT_LAST ? faults[fault].name : NULL;
}

bool fault_make(struct fault *fault, int kind, uint32_t at, uint32_t arg)
{
	*fault = (struct fault){ ZAIRYU_FAULT_NONE, 0, 0 };
	if (kind == ZAIRYU_FAULT_NONE)
		return true;
	if (!zairyu_fault_name(kind) || at == 0)
		return false;
	if (arg == 0)
		arg = faults[kind].default_arg;
	if (arg < faults[kind].least || arg > faults[kind].most)
		return false;
	*fault = (struct fault){ kind, at, arg };
	return true;
}

static bool parse(struct fault *fault, struct option_value name)
{
	struct option_value at, arg;
	uint32_t at_number = 0, arg_number = 0;

	option_split(&name, '@', &at);
	option_split(&at, ':', &arg);
	if (!option_number(at, &at_number) || (arg.text && !option_number(arg, &arg_number)))
		return false;
	for (int kind = ZAIRYU_FAULT_NONE + 1; kind <= ZAIRYU_FAULT_LAST; kind++) {
		if (option_is(name, faults[kind].name))
			return fault_make(fault, kind, at_number, arg_number);
	}
	return false;
}

int fault_from_options(struct fault *fault, const char *options, zairyu_error **err)
{
	struct option_value value;

	*fault = (struct fault){ ZAIRYU_FAULT_NONE, 0, 0 };
	if (!option_find(options, "fault", &value) || (value.text && !parse(fault, value)))
		return zairyu_error_set(
			err, ZAIRYU_ERR_ARGUMENT, NULL, 0,
			"option \"fault\": KIND@N or KIND@N:ARG is required, once, with a known KIND, N from 1, and for \"status\" a status word");
	return ZAIRYU_OK;
}

void fault_apply(const struct fault *fault, struct chip_answer *answer)
{
	if (faults[fault->kind].apply)
		faults[fault->kind].apply(fault->arg, answer);
}
