/* SPDX-License-Identifier: BSD-2-Clause */
/* What a record says about itself beside its signature. */
#ifndef VERIFY_CIRCUMSTANCES_H
#define VERIFY_CIRCUMSTANCES_H

#include "report/report.h"
#include "signature/layout.h"

/* Adds the notes of everything that is to be known beside the signature; some of them decide the verdict. */
void circumstances_note(const zairyu_record *record, const struct layout *layout, zairyu_report *report);

#endif
