/* SPDX-License-Identifier: BSD-2-Clause */
/* The error object from the inside: short ways to fill it where a cause is known. */
#ifndef ERROR_ERROR_H
#define ERROR_ERROR_H

#include <stdbool.h>
#include <zairyu/error.h>

#include "util/error/step.h"

enum { ERROR_MESSAGE_SIZE = 1024 };

struct zairyu_error {
	int code;
	enum step step;
	bool has_status_word, has_native, has_position;
	uint16_t status_word;
	int64_t native;
	size_t position;
	char domain[16];
	char message[ERROR_MESSAGE_SIZE];
	char support_code[48];
};

/* Sets `*err` if nothing is in it yet, and returns `code`. `message` is a constant, without card data. */
int error_fail(zairyu_error **err, int code, const char *message);
/* The usual one: out of memory. */
int error_no_memory(zairyu_error **err);
/* Whether there is such a failure; a later version has more. */
bool error_is_known(int code);
/* Gives a cause (may be NULL) to the caller if `*err` is free, else frees it. */
void error_pass(zairyu_error **err, zairyu_error *cause);
/* UNSUPPORTED if a flag is set that is not among `known`. */
int error_check_flags(zairyu_error **err, uint32_t flags, uint32_t known);

/* Details for an error that was just made; each does nothing for NULL. */
void error_add_status_word(zairyu_error **err, uint16_t status_word);
void error_add_position(zairyu_error **err, size_t position);
void error_add_step(zairyu_error **err, enum step step);

#endif
