/* SPDX-License-Identifier: BSD-2-Clause */
/* The data file "readers": models, and what is known of them (zairyu-data(5)). */
#ifndef DOCTOR_READER_TABLE_H
#define DOCTOR_READER_TABLE_H

#include "files/data_table.h"

enum reader_column {
	READER_USB,
	READER_PCSC,
	READER_NAME,
	READER_LENGTH,
	READER_MESSAGE,
	READER_SLOTS,
	READER_DRIVER,
	READER_RATING,
	READER_INSTEAD,
	READER_REMARK_JA,
	READER_REMARK_EN,
	READER_COLUMNS
};

extern const struct data_form readers_form;

/* The model with this vendor and product; NULL if it is not in the table. */
const struct data_row *reader_by_usb(const struct data_table *readers, unsigned vendor, unsigned product);
/* The model whose name is in a reader's name, the longest such name. */
const struct data_row *reader_by_name(const struct data_table *readers, const char *name);
/* Whether a column says exactly this. */
bool reader_is(const struct data_row *model, enum reader_column column, const char *word);
/* What a column says; NULL for "-". */
const char *reader_text(const struct data_row *model, enum reader_column column);
/* A model to recommend: the first that is good. NULL if there is none. */
const char *reader_recommended(const struct data_table *readers);

#endif
