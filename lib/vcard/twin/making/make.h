/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Making a twin. The card's files are walked twice by the same code: first every byte that is not structure is
 * remembered, then the twin is written so that nothing of what was remembered comes again.
 */
#ifndef MAKING_MAKE_H
#define MAKING_MAKE_H

#include "twin/making/grams.h"
#include "twin/making/twin_source.h"
#include "twin/model.h"

struct maker {
	struct zairyu_twin *twin;
	struct grams *secret;
	bool collecting;
	bool failed;  /* no memory, or beyond a limit */
	bool unclean; /* a value could not be replaced without four bytes of the old ones */
	bool second_generation;
	const char *number; /* that opened the card, or "" */
	int64_t read_at;
	const struct relations *relations; /* who signed what, right or wrong */
	uint8_t tail[GRAM - 1];            /* what was written last */
	size_t tail_len;
};

/* make.c: a card's files, as stored, to pieces. Fills the files of `twin`, whose head is set already. */
int make_twin(zairyu_context *ctx, zairyu_vcard_ca *ca, struct zairyu_twin *twin, const struct source *source,
	      zairyu_error **err);

/* emit.c: what goes into a file. Structure: */
void emit_keep(struct maker *m, const uint8_t *data, size_t len);
void emit_fill(struct maker *m, uint8_t byte, size_t len);
/* Padding: runs of a byte as they are, and anything else as bytes of no meaning. */
void emit_padding(struct maker *m, const uint8_t *data, size_t len);
/* Contents: `data` is only remembered, or only replaced. */
void emit_piece(struct maker *m, enum piece_kind kind, uint8_t form, const uint8_t *data, size_t len);
/* Bytes that cannot be understood: as many of no meaning; NULs stay. */
void emit_noise(struct maker *m, const uint8_t *data, size_t len);
void emit_mark(struct maker *m, enum piece_kind kind);
/* Remembers; returns whether that is all there is to do now. */
bool emit_remembered(struct maker *m, const uint8_t *data, size_t len);
/* Whether bytes written now would bring back any four of the old ones. */
bool emit_is_clean(const struct maker *m, const uint8_t *data, size_t len);
void emit_made(struct maker *m, const uint8_t *data, size_t len);
/* A number below `count`, by chance. */
uint32_t emit_chance(struct maker *m, uint32_t count);

/* values.c, text_anew.c, dates.c: values of data objects, as long as stored. */
void make_value(struct maker *m, uint8_t df, unsigned tag, const uint8_t *value, size_t len);
void make_text(struct maker *m, const uint8_t *value, size_t len);
/* Each byte becomes one of its class. */
void make_classes(struct maker *m, const uint8_t *value, size_t len);
void make_date(struct maker *m, const uint8_t *value, size_t len);
void make_choice(struct maker *m, const char *choices, const uint8_t *value, size_t len);
void make_nationality(struct maker *m, const uint8_t *value, size_t len);
void make_period(struct maker *m, const uint8_t *value, size_t len);
/* objects.c: a file of data objects. */
void make_file(struct maker *m, uint8_t df, const uint8_t *data, size_t len);
/* tiff.c, g4.c */
void make_tiff(struct maker *m, const uint8_t *data, size_t len);
void make_strip(struct maker *m, uint32_t width, uint32_t rows, bool low_bit_first, const uint8_t *data, size_t len);
/* jp2.c */
void make_jp2(struct maker *m, const uint8_t *data, size_t len);
/* certificate_anew.c, sign.c */
void make_certificate(struct maker *m, const uint8_t *data, size_t len);
void make_check_code(struct maker *m, const uint8_t *data, size_t len);

#endif
