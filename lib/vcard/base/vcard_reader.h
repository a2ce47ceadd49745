/* SPDX-License-Identifier: BSD-2-Clause */
/* What the imagined reader around the card carries, and how it refuses the rest. */
#ifndef BASE_VCARD_READER_H
#define BASE_VCARD_READER_H

#include <stdbool.h>
#include <zairyu.h>
#include <zairyu/vcard.h>

struct vcard_reader {
	size_t max_command, max_response; /* 0: no limit */
	bool short_only;                  /* refuses commands in extended form, whatever their length */
	bool says_6700;                   /* refuses with a status word, as if the card had */
	size_t cut; /* its driver loses what comes beyond so many bytes, the status word with it; 0: never */
	bool zeros; /* its driver hands answers of more than 256 bytes over as NULs */
	bool twice; /* its driver hands answers of more than 256 bytes over twice */
	bool tells; /* its limits are properties of the transport; else they are found out by trying */
};

/* Reads `reader=…` out of the options; "extended" if it is not there. Returns 0 or ARGUMENT. */
int reader_from_options(struct vcard_reader *reader, const char *options, zairyu_error **err);

/* Whether the options say what the reader is to be. */
bool reader_is_chosen(const char *options);

#endif
