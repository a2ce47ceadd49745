/* SPDX-License-Identifier: BSD-2-Clause */
/* "zairyu.doctor/1" of zairyu-json(5), taken apart. Whatever is not of that form is refused whole. */
#ifndef HOST_STARTUP_FINDINGS_H
#define HOST_STARTUP_FINDINGS_H

#include "host/startup_check.h"

void startup_finding_free(gpointer finding);
/* The findings, as struct startup_finding, and whether the doctor calls the machine ready. NULL if it is not such a document. */
GPtrArray *startup_findings_parse(const char *text, gsize len, gboolean *is_ready);

#endif
