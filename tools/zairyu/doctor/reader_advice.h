/* SPDX-License-Identifier: BSD-2-Clause */
/* What the table says of a model, in words. */
#ifndef DOCTOR_READER_ADVICE_H
#define DOCTOR_READER_ADVICE_H

#include "doctor/examination.h"

/* A finding about a reader of that name, followed by the remark on its model and by what to use instead. */
struct finding *reader_add_advice(struct examination *exam, enum found what, const char *name,
				  const struct data_row *model);

#endif
